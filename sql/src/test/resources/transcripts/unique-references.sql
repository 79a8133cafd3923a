# Foreign keys to columns that are unique without being the primary key.
CREATE TABLE p (id INT PRIMARY KEY, code VARCHAR(10) UNIQUE, a INT, b INT, n INT DEFAULT 0, UNIQUE (a, b))
  done
CREATE TABLE c (id INT PRIMARY KEY, code VARCHAR(10) REFERENCES p (code) ON DELETE CASCADE ON UPDATE CASCADE)
  done
CREATE TABLE d (id INT PRIMARY KEY, x INT, y INT, FOREIGN KEY (y, x) REFERENCES p (b, a) ON DELETE SET NULL ON UPDATE CASCADE)
  done
CREATE TABLE e (id INT PRIMARY KEY, code VARCHAR(10) REFERENCES p (code))
  done
CREATE TABLE w (id INT PRIMARY KEY, n INT REFERENCES p (n))
  error 42P16
CREATE TABLE w (id INT PRIMARY KEY, n INT REFERENCES p (code))
  error 42P16
CREATE TABLE w (id INT PRIMARY KEY, n INT REFERENCES p (a))
  error 42P16
INSERT INTO p VALUES (1, 'one', 1, 10), (2, 'two', 2, 20), (3, NULL, 3, 30)
  count 3
INSERT INTO c VALUES (1, 'one'), (2, 'two'), (3, NULL)
  count 3
INSERT INTO c VALUES (4, 'four')
  error 23503
INSERT INTO d VALUES (1, 1, 10), (2, 2, 20), (3, 3, NULL)
  count 3
INSERT INTO d VALUES (4, 1, 20)
  error 23503
EXPLAIN PLAN FOR INSERT INTO c VALUES (5, 'one')
  insert into test.c
    1 rows of values
  demands a shared claim on the row that c_fkey1 refers to
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
# The key changes: rows follow it, in every way a row can change.
UPDATE p SET code = 'uno' WHERE id = 1
  count 1
SELECT * FROM c ORDER BY id
  1 | uno
  2 | two
  3 | null
UPDATE p SET n = 1
  count 3
SELECT * FROM c ORDER BY id
  1 | uno
  2 | two
  3 | null
UPDATE p SET id = 10, a = 11 WHERE id = 1
  count 1
SELECT * FROM c ORDER BY id
  1 | uno
  2 | two
  3 | null
SELECT * FROM d ORDER BY id
  1 | 11 | 10
  2 | 2 | 20
  3 | 3 | null
UPDATE p SET b = b + 1 FROM (VALUES (2)) AS v (x) WHERE p.id = v.x
  count 1
SELECT * FROM d ORDER BY id
  1 | 11 | 10
  2 | 2 | 21
  3 | 3 | null
INSERT INTO p VALUES (2, 'zwei', 2, 22) ON CONFLICT (id) DO UPDATE SET code = excluded.code
  count 1
SELECT * FROM c ORDER BY id
  1 | uno
  2 | zwei
  3 | null
MERGE INTO p USING (VALUES (2, 'deux')) AS v (id, code) ON p.id = v.id WHEN MATCHED THEN UPDATE SET code = v.code
  count 1
SELECT * FROM c ORDER BY id
  1 | uno
  2 | deux
  3 | null
# The keys change places.
UPDATE p SET code = CASE code WHEN 'uno' THEN 'x' ELSE code END
  count 3
UPDATE p SET code = NULL WHERE id = 2
  count 1
SELECT * FROM c ORDER BY id
  1 | x
  2 | null
  3 | null
DELETE FROM p WHERE id = 10
  count 1
SELECT * FROM c ORDER BY id
  2 | null
  3 | null
SELECT * FROM d ORDER BY id
  1 | null | null
  2 | 2 | 21
  3 | 3 | null
# Without an action the row is needed.
INSERT INTO p VALUES (1, 'one', 5, 5)
  count 1
INSERT INTO e VALUES (1, 'one')
  count 1
UPDATE p SET code = 'uno' WHERE id = 1
  error 23503
UPDATE p SET code = 'one', n = 7 WHERE id = 1
  count 1
DELETE FROM p WHERE id = 1
  error 23503
REPLACE INTO p VALUES (1, 'one', 6, 6)
  count 1
REPLACE INTO p VALUES (1, 'uno', 6, 6)
  error 23503
# Who refers has a claim on the row, not on the key alone.
A> BEGIN
  done
A> INSERT INTO c VALUES (20, 'one')
  count 1
B> UPDATE p SET code = 'B' WHERE id = 1
  waits for the claim on 1
A> ROLLBACK
  done
B>
  error 23503
DELETE FROM e
  count 1
A> BEGIN
  done
A> INSERT INTO c VALUES (20, 'one')
  count 1
B> UPDATE p SET code = 'B' WHERE id = 1
  waits for the claim on 1
A> COMMIT
  done
B>
  count 1
SELECT * FROM c WHERE id = 20
  20 | B
# Who changes the key first is waited for.
A> BEGIN
  done
A> UPDATE p SET code = 'A' WHERE id = 1
  count 1
B> INSERT INTO c VALUES (21, 'B')
  waits for the claim on 1
A> COMMIT
  done
B>
  error 23503
A> BEGIN
  done
A> DELETE FROM p WHERE id = 1
  count 1
B> INSERT INTO c VALUES (21, 'A')
  waits for the claim on 1
A> ROLLBACK
  done
B>
  count 1
# A key that is not committed is no key yet; one that came after the statement began is.
A> BEGIN
  done
A> INSERT INTO p VALUES (7, 'seven', 7, 7)
  count 1
B> INSERT INTO c VALUES (7, 'seven')
  error 23503
A> COMMIT
  done
B> INSERT INTO c VALUES (7, 'seven')
  count 1
# At REPEATABLE READ the second is told.
B> BEGIN ISOLATION LEVEL REPEATABLE READ
  done
B> SELECT COUNT(*) FROM p
  4
A> UPDATE p SET code = 'sept' WHERE id = 7
  count 1
B> INSERT INTO c VALUES (8, 'seven')
  error 40001
B> ROLLBACK
  done
A> BEGIN
  done
A> INSERT INTO c VALUES (8, 'sept')
  count 1
B> BEGIN ISOLATION LEVEL REPEATABLE READ
  done
B> DELETE FROM p WHERE id = 7
  error 40001
B> ROLLBACK
  done
A> COMMIT
  done
# A tree by names.
CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(5) UNIQUE, up VARCHAR(5) REFERENCES t (name) ON DELETE CASCADE ON UPDATE CASCADE)
  done
INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', 'a'), (3, 'c', 'b'), (4, 'z', 'z')
  count 4
INSERT INTO t VALUES (5, 'e', 'f')
  error 23503
UPDATE t SET name = 'A' WHERE id = 1
  count 1
UPDATE t SET name = 'Z', up = 'Z' WHERE id = 4
  count 1
SELECT * FROM t ORDER BY id
  1 | A | null
  2 | b | A
  3 | c | b
  4 | Z | Z
DELETE FROM t WHERE name = 'A'
  count 1
SELECT * FROM t ORDER BY id
  4 | Z | Z
# Primary keys that are shifted take their children along.
CREATE TABLE s (id INT PRIMARY KEY)
  done
CREATE TABLE k (id INT PRIMARY KEY, s INT REFERENCES s ON UPDATE CASCADE)
  done
INSERT INTO s VALUES (1), (2)
  count 2
INSERT INTO k VALUES (1, 1), (2, 2)
  count 2
UPDATE s SET id = id + 1
  count 2
SELECT * FROM k ORDER BY id
  1 | 2
  2 | 3
UPDATE s SET id = 5 - id
  count 2
SELECT * FROM k ORDER BY id
  1 | 3
  2 | 2
# What makes the columns a key stays as long as somebody refers to it.
CREATE TABLE q (id INT PRIMARY KEY, v INT, o INT)
  done
CREATE UNIQUE INDEX q_v ON q (v)
  done
CREATE TABLE r (id INT PRIMARY KEY, v INT CONSTRAINT r_to_q REFERENCES q (v))
  done
DROP INDEX q_v
  error 2BP01
ALTER TABLE q DROP COLUMN v
  error 2BP01
ALTER TABLE q ALTER COLUMN v TYPE BIGINT
  error 42P16
ALTER TABLE q RENAME COLUMN v TO value
  done
INSERT INTO q VALUES (1, 1, 1)
  count 1
INSERT INTO r VALUES (1, 1)
  count 1
INSERT INTO r VALUES (2, 2)
  error 23503
ALTER TABLE q DROP COLUMN o
  done
DROP TABLE q
  error 2BP01
DROP INDEX q_v CASCADE
  done
INSERT INTO r VALUES (2, 2)
  count 1
ALTER TABLE q ADD CONSTRAINT q_again UNIQUE (value)
  done
ALTER TABLE r ADD CONSTRAINT r_again FOREIGN KEY (v) REFERENCES q (value)
  error 23503
DELETE FROM r WHERE id = 2
  count 1
ALTER TABLE r ADD CONSTRAINT r_again FOREIGN KEY (v) REFERENCES q (value)
  done
ALTER TABLE q DROP CONSTRAINT q_again
  error 2BP01
ALTER TABLE q RENAME TO q2
  done
INSERT INTO r VALUES (2, 2)
  error 23503
ALTER TABLE q2 DROP COLUMN value CASCADE
  done
INSERT INTO r VALUES (2, 2)
  count 1
