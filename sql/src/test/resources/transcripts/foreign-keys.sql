# What becomes of the rows that refer to one that goes.
CREATE TABLE p (id INT PRIMARY KEY, name VARCHAR(10))
  done
CREATE TABLE c (id INT PRIMARY KEY, pid INT REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE)
  done
CREATE TABLE g (id INT PRIMARY KEY, cid INT REFERENCES c (id) ON DELETE CASCADE)
  done
CREATE TABLE n (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES p (id) ON DELETE SET NULL ON UPDATE SET NULL)
  done
INSERT INTO p VALUES (1, 'one'), (2, 'two'), (3, 'three')
  count 3
INSERT INTO c VALUES (1, 1), (2, 1), (3, 2), (4, NULL)
  count 4
INSERT INTO g VALUES (1, 1), (2, 3)
  count 2
INSERT INTO n VALUES (1, 1), (2, 2)
  count 2
EXPLAIN PLAN FOR DELETE FROM p WHERE id = 1
  delete test.p: one document by its key
  demands deletes each row of c by c_fkey1, sets NULL in each row of n by n_fkey1
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
DELETE FROM p WHERE id = 1
  count 1
SELECT * FROM c ORDER BY id
  3 | 2
  4 | null
SELECT * FROM g ORDER BY id
  2 | 3
SELECT * FROM n ORDER BY id
  1 | null
  2 | 2
UPDATE p SET id = 20 WHERE id = 2
  count 1
SELECT * FROM c ORDER BY id
  3 | 20
  4 | null
SELECT * FROM n ORDER BY id
  1 | null
  2 | null
SELECT * FROM g ORDER BY id
  2 | 3
TRUNCATE p
  done
SELECT COUNT(*) FROM c
  1
# A tree that goes with its root; the rows refer to each other.
CREATE TABLE tree (id INT PRIMARY KEY, up INT REFERENCES tree ON DELETE CASCADE)
  done
INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2), (4, 4), (5, 4), (6, 3)
  count 6
DELETE FROM tree WHERE id = 1
  count 1
DELETE FROM tree WHERE id = 4
  count 1
SELECT * FROM tree ORDER BY id
  no rows
CREATE TABLE strict (id INT PRIMARY KEY, pid INT NOT NULL REFERENCES p ON DELETE SET NULL)
  done
INSERT INTO p VALUES (5, 'five')
  count 1
INSERT INTO strict VALUES (1, 5)
  count 1
DELETE FROM p WHERE id = 5
  error 23502
# Keys of several columns.
CREATE TABLE pp (x INT, y VARCHAR(3), PRIMARY KEY (x, y))
  done
CREATE TABLE cc (id INT PRIMARY KEY, a INT, b VARCHAR(3), FOREIGN KEY (a, b) REFERENCES pp ON UPDATE CASCADE ON DELETE CASCADE)
  done
INSERT INTO pp VALUES (1, 'a'), (2, 'b')
  count 2
INSERT INTO cc VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 2, NULL)
  count 3
UPDATE pp SET y = 'z' WHERE x = 2
  count 1
DELETE FROM pp WHERE x = 1
  count 1
SELECT * FROM cc ORDER BY id
  2 | 2 | z
  3 | 2 | null
# The newest state decides, at every level: a child that was committed after the snapshot counts; at SERIALIZABLE, whose reads deny it, by 40001.
DELETE FROM strict
  count 1
DELETE FROM p
  count 1
INSERT INTO p VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five')
  count 5
CREATE TABLE r (id INT PRIMARY KEY, pid INT REFERENCES p)
  done
CREATE INDEX r_pid ON r (pid)
  done
BEGIN ISOLATION LEVEL REPEATABLE READ
  done
SELECT COUNT(*) FROM r
  0
B> INSERT INTO r VALUES (1, 1)
  count 1
DELETE FROM p WHERE id = 1
  error 23503
SELECT COUNT(*) FROM r
  0
DELETE FROM p WHERE id = 2
  count 1
COMMIT
  done
BEGIN ISOLATION LEVEL SERIALIZABLE
  done
SELECT COUNT(*) FROM p
  4
B> INSERT INTO r VALUES (3, 3)
  count 1
DELETE FROM p WHERE id = 3
  error 40001
ROLLBACK
  done
# What the transaction has deleted itself is gone.
BEGIN ISOLATION LEVEL REPEATABLE READ
  done
DELETE FROM r WHERE pid = 3
  count 1
DELETE FROM p WHERE id = 3
  count 1
COMMIT
  done
BEGIN
  done
UPDATE r SET pid = 4
  count 1
DELETE FROM p WHERE id = 1
  count 1
COMMIT
  done
# Cascading cannot change what the snapshot does not show.
BEGIN ISOLATION LEVEL REPEATABLE READ
  done
SELECT COUNT(*) FROM c
  1
B> INSERT INTO c VALUES (50, 5)
  count 1
DELETE FROM p WHERE id = 5
  error 40001
ROLLBACK
  done
DELETE FROM p WHERE id = 5
  count 1
SELECT COUNT(*) FROM c
  1
# A rival that has not committed is waited for, whichever comes first.
INSERT INTO p VALUES (6, 'six'), (7, 'seven')
  count 2
BEGIN
  done
INSERT INTO r VALUES (6, 6)
  count 1
B> DELETE FROM p WHERE id = 6
  waits for the claim on 6
COMMIT
  done
B>
  error 23503
BEGIN
  done
DELETE FROM p WHERE id = 7
  count 1
B> INSERT INTO r VALUES (7, 7)
  waits for the claim on 7
COMMIT
  done
B>
  error 23503
BEGIN
  done
INSERT INTO p VALUES (8, 'eight')
  count 1
B> INSERT INTO r VALUES (8, 8)
  error 23503
COMMIT
  done
B> INSERT INTO r VALUES (8, 8)
  count 1
# ON CONFLICT DO UPDATE that waits for its row, while the row that it refers to is made.
INSERT INTO r VALUES (9, NULL)
  count 1
BEGIN
  done
UPDATE r SET pid = 4 WHERE id = 9
  count 1
INSERT INTO p VALUES (9, 'nine')
  count 1
B> INSERT INTO r VALUES (9, 9) ON CONFLICT (id) DO UPDATE SET pid = excluded.pid
  waits for the claim on 9
COMMIT
  done
B>
  count 1
SELECT * FROM r ORDER BY id
  1 | 4
  6 | 6
  8 | 8
  9 | 9
BEGIN
  done
DELETE FROM r WHERE id = 9
  count 1
DELETE FROM p WHERE id = 9
  count 1
B> INSERT INTO r VALUES (9, 9) ON CONFLICT (id) DO UPDATE SET pid = excluded.pid
  waits for the claim on 9
COMMIT
  done
B>
  error 23503
B> BEGIN ISOLATION LEVEL REPEATABLE READ
  done
B> SELECT COUNT(*) FROM p
  3
INSERT INTO p VALUES (10, 'ten')
  count 1
B> INSERT INTO r VALUES (10, 10)
  error 23503
B> DELETE FROM p WHERE id = 8
  error 23503
DELETE FROM r WHERE id = 8
  count 1
B> UPDATE r SET pid = 4 WHERE id = 8
  error 40001
B> ROLLBACK
  done
# SERIALIZABLE tells nobody of a child that its own reads deny: that would put it before and behind the same transaction.
CREATE TABLE top (id INT PRIMARY KEY)
  done
CREATE TABLE low (id INT PRIMARY KEY, top INT REFERENCES top)
  done
INSERT INTO top VALUES (1), (2)
  count 2
BEGIN ISOLATION LEVEL SERIALIZABLE
  done
SELECT COUNT(*) FROM low WHERE top = 1
  0
B> INSERT INTO low VALUES (1, 1)
  count 1
DELETE FROM top WHERE id = 1
  error 40001
ROLLBACK
  done
DELETE FROM top WHERE id = 1
  error 23503
BEGIN ISOLATION LEVEL SERIALIZABLE
  done
DELETE FROM top WHERE id = 1
  error 23503
DELETE FROM top WHERE id = 2
  count 1
COMMIT
  done
