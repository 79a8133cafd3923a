# CHECK.
CREATE TABLE item (id INT PRIMARY KEY, n INT CHECK (n >= 0), price DECIMAL(8, 2), CONSTRAINT fair CHECK (price IS NULL OR price > n))
  done
INSERT INTO item VALUES (1, 0, 5), (2, NULL, NULL)
  count 2
INSERT INTO item VALUES (3, -1, 5)
  error 23514
INSERT INTO item VALUES (3, 5, 5)
  error 23514
INSERT INTO item VALUES (4, 1, 9), (5, -1, 9)
  error 23514
SELECT id FROM item ORDER BY id
  1
  2
UPDATE item SET n = n - 1
  error 23514
UPDATE item SET n = 3 WHERE id = 1 RETURNING n
  3
UPDATE item SET n = 4 FROM (VALUES (1)) AS v (x) WHERE id = v.x
  count 1
UPDATE item SET n = 9 WHERE id = 1
  error 23514
INSERT INTO item VALUES (1, 1, 1) ON CONFLICT (id) DO UPDATE SET n = -5
  error 23514
MERGE INTO item USING (VALUES (1)) AS v (x) ON id = v.x WHEN MATCHED THEN UPDATE SET n = -1
  error 23514
CREATE TABLE bad (id INT PRIMARY KEY, CHECK (nosuch > 1))
  error 42703
CREATE TABLE bad (id INT PRIMARY KEY, CHECK (id + 1))
  error 42P16
CREATE TABLE bad (id INT PRIMARY KEY, CHECK (id IN (SELECT id FROM item)))
  error 42P16
# REFERENCES.
CREATE TABLE parent (id INT PRIMARY KEY, name VARCHAR(10))
  done
CREATE TABLE child (id INT PRIMARY KEY, pid INT REFERENCES parent, boss INT REFERENCES child (id))
  done
INSERT INTO parent VALUES (1, 'one'), (2, 'two'), (3, 'three')
  count 3
INSERT INTO child VALUES (1, 1, NULL), (2, NULL, 1)
  count 2
INSERT INTO child VALUES (3, 9, NULL)
  error 23503
INSERT INTO child VALUES (4, 1, 5), (5, 1, 4)
  count 2
INSERT INTO child VALUES (6, 1, 7)
  error 23503
UPDATE child SET pid = 9 WHERE id = 1
  error 23503
UPDATE child SET pid = 2 WHERE id = 1
  count 1
DELETE FROM parent WHERE id = 2
  error 23503
UPDATE parent SET id = 20 WHERE id = 2
  error 23503
UPDATE parent SET name = 'zwei' WHERE id = 2
  count 1
DELETE FROM parent WHERE id IN (SELECT 3)
  count 1
DELETE FROM child WHERE id = 4
  error 23503
DELETE FROM child WHERE id IN (4, 5)
  count 2
TRUNCATE parent
  error 23503
DROP TABLE parent
  error 2BP01
CREATE TABLE pair (x INT, y INT, PRIMARY KEY (x, y))
  done
CREATE TABLE leg (id INT PRIMARY KEY, a INT, b INT, FOREIGN KEY (a, b) REFERENCES pair (y, x))
  done
INSERT INTO pair VALUES (1, 2)
  count 1
INSERT INTO leg VALUES (1, 2, 1), (2, NULL, 7)
  count 2
INSERT INTO leg VALUES (3, 1, 2)
  error 23503
DELETE FROM pair
  error 23503
CREATE TABLE bad (id INT PRIMARY KEY, p VARCHAR(5) REFERENCES parent)
  error 42P16
CREATE TABLE bad (id INT PRIMARY KEY, p INT REFERENCES nosuch)
  error 42P01
CREATE TABLE bad (id INT PRIMARY KEY, p INT REFERENCES parent (name))
  error 42P16
CREATE TABLE bad (id INT PRIMARY KEY, p INT REFERENCES parent ON DELETE CASCADE)
  done
EXPLAIN PLAN FOR INSERT INTO child VALUES (9, 1, NULL)
  insert into test.child
    1 rows of values
  demands a shared claim on the row that child_fkey1 refers to, a shared claim on the row that child_fkey2 refers to, no row of child by child_fkey2
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
# A child that is not committed yet keeps its parent.
INSERT INTO parent VALUES (4, 'four')
  count 1
B> BEGIN; INSERT INTO child VALUES (10, 4, NULL)
  done
  count 1
C> BEGIN; INSERT INTO child VALUES (11, 4, NULL)
  done
  count 1
DELETE FROM parent WHERE id = 4
  waits for the claim on 4
B> COMMIT
  done
C> COMMIT
  done
A>
  error 23503
# A parent that is being deleted takes no children.
INSERT INTO parent VALUES (5, 'five')
  count 1
B> BEGIN; DELETE FROM parent WHERE id = 5
  done
  count 1
INSERT INTO child VALUES (12, 5, NULL)
  waits for the claim on 5
B> COMMIT
  done
A>
  error 23503
INSERT INTO parent VALUES (6, 'six')
  count 1
B> BEGIN; DELETE FROM parent WHERE id = 6
  done
  count 1
INSERT INTO child VALUES (13, 6, NULL)
  waits for the claim on 6
B> ROLLBACK
  done
A>
  count 1
SELECT id, pid FROM child ORDER BY id
  1 | 2
  2 | null
  10 | 4
  11 | 4
  13 | 6
SELECT id FROM parent ORDER BY id
  1
  2
  4
  6
# At REPEATABLE READ the second of two fails.
B> BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM parent
  done
  4
DELETE FROM parent WHERE id = 2 AND FALSE
  count 0
INSERT INTO parent VALUES (7, 'seven'), (8, 'eight')
  count 2
B> INSERT INTO child VALUES (14, 7, NULL)
  error 23503
B> ROLLBACK
  done
B> BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM parent
  done
  6
DELETE FROM parent WHERE id = 7
  count 1
B> INSERT INTO child VALUES (14, 7, NULL)
  error 40001
B> ROLLBACK
  done
# Children and parent go in one transaction, at every level.
BEGIN; DELETE FROM child; TRUNCATE child; DELETE FROM parent WHERE id = 4
  done
  count 5
  done
  count 1
ROLLBACK
  done
BEGIN; LOCK TABLE child; DELETE FROM child; DELETE FROM parent WHERE id = 4
  done
  done
  count 5
  count 1
ROLLBACK
  done
BEGIN; UPDATE child SET pid = 2; DELETE FROM parent WHERE id IN (4, 6)
  done
  count 5
  count 2
ROLLBACK
  done
BEGIN ISOLATION LEVEL REPEATABLE READ; DELETE FROM child; DELETE FROM parent WHERE id = 4
  done
  count 5
  count 1
ROLLBACK
  done
SET error_mode = 'transaction'; BEGIN; DELETE FROM parent WHERE id = 4
  done
  done
  error 23503
SELECT 1
  error 25P02
ROLLBACK
  done
