# REPLACE meets rivals as DELETE and INSERT do.
CREATE TABLE r (id INT PRIMARY KEY, u INT UNIQUE, s VARCHAR(10))
  done
INSERT INTO r VALUES (1, 10, 'one'), (2, 20, 'two'), (3, 30, 'three')
  count 3
# A rival has changed the row that must go.
A> BEGIN
  done
A> UPDATE r SET s = 'A' WHERE id = 1
  count 1
B> REPLACE INTO r VALUES (1, 11, 'B')
  waits for the claim on 1
A> COMMIT
  done
B>
  count 1
SELECT * FROM r ORDER BY id
  1 | 11 | B
  2 | 20 | two
  3 | 30 | three
# A rival has inserted a row with the key; it commits, so its row goes.
A> BEGIN
  done
A> INSERT INTO r VALUES (9, 90, 'A')
  count 1
B> REPLACE INTO r VALUES (8, 90, 'B') RETURNING *
  waits for the claim on r_u_key { u: 90 }
A> COMMIT
  done
B>
  8 | 90 | B
SELECT * FROM r ORDER BY id
  1 | 11 | B
  2 | 20 | two
  3 | 30 | three
  8 | 90 | B
# It rolls back, so nothing was in the way.
A> BEGIN
  done
A> INSERT INTO r VALUES (9, 99, 'A')
  count 1
B> REPLACE INTO r VALUES (9, 91, 'B')
  waits for the claim on 9
A> ROLLBACK
  done
B>
  count 1
SELECT * FROM r ORDER BY id
  1 | 11 | B
  2 | 20 | two
  3 | 30 | three
  8 | 90 | B
  9 | 91 | B
# In a transaction it waits at READ COMMITTED, and fails above.
A> BEGIN
  done
A> REPLACE INTO r VALUES (2, 30, 'A')
  count 1
B> BEGIN
  done
B> REPLACE INTO r VALUES (3, 31, 'B')
  waits for the claim on 3
A> COMMIT
  done
B>
  count 1
B> COMMIT
  done
SELECT * FROM r ORDER BY id
  1 | 11 | B
  2 | 30 | A
  3 | 31 | B
  8 | 90 | B
  9 | 91 | B
A> BEGIN
  done
A> REPLACE INTO r VALUES (2, 22, 'A')
  count 1
B> BEGIN ISOLATION LEVEL REPEATABLE READ
  done
B> REPLACE INTO r VALUES (2, 23, 'B')
  error 40001
B> ROLLBACK
  done
A> COMMIT
  done
# A key that was committed after the snapshot cannot be seen, so it cannot be replaced.
B> BEGIN ISOLATION LEVEL REPEATABLE READ
  done
B> SELECT COUNT(*) FROM r
  5
A> INSERT INTO r VALUES (50, 50, 'A')
  count 1
B> REPLACE INTO r VALUES (51, 50, 'B')
  error 40001
B> ROLLBACK
  done
# Who refers to a row keeps it from going as long as it is undecided whether it refers.
CREATE TABLE c (id INT PRIMARY KEY, r INT REFERENCES r ON DELETE CASCADE)
  done
A> BEGIN
  done
A> INSERT INTO c VALUES (1, 8)
  count 1
B> REPLACE INTO r VALUES (8, 80, 'B')
  waits for the claim on 8
A> COMMIT
  done
B>
  count 1
SELECT * FROM c
  no rows
# And the other way: the row that it refers to may be another when it has its claim.
A> BEGIN
  done
A> REPLACE INTO r VALUES (8, 81, 'A')
  count 1
B> INSERT INTO c VALUES (2, 8)
  waits for the claim on 8
A> COMMIT
  done
B>
  count 1
SELECT * FROM c
  2 | 8
# All or nothing.
CREATE TABLE p (id INT PRIMARY KEY, n INT CHECK (n < 10))
  done
INSERT INTO p VALUES (1, 1), (2, 2)
  count 2
REPLACE INTO p VALUES (1, 5), (2, 50)
  error 23514
SELECT * FROM p ORDER BY id
  1 | 1
  2 | 2
