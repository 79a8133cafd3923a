# Ranges and orders of the primary key come from its own index, which the first query fills.
CREATE TABLE t (id INT PRIMARY KEY, a INT)
  done
INSERT INTO t SELECT 20 - x, x * 3 FROM generate_series(1, 12) AS g (x)
  count 12
EXPLAIN SELECT a FROM t WHERE id > 15
  compute 1 columns
    scan test.t: index _id_ (_id by range), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t WHERE id > 16
  17
  18
  19
EXPLAIN SELECT id FROM t WHERE id BETWEEN 9 AND 12 ORDER BY id DESC
  limit
    compute 1 columns
      scan test.t: index _id_ (_id by range), in its order, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t WHERE id BETWEEN 9 AND 12 ORDER BY id DESC
  12
  11
  10
  9
EXPLAIN SELECT id FROM t ORDER BY id LIMIT 2
  limit
    compute 1 columns
      scan test.t: index _id_ (_id), in its order
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t ORDER BY id LIMIT 2
  8
  9
EXPLAIN SELECT id FROM t WHERE id > 9 ORDER BY id LIMIT 2 FOR UPDATE
  find and lock in one go, test.t: index _id_ (_id by range), in its order, with a condition
  FOR UPDATE: reads a snapshot of its own (autocommit); decided by clause FOR UPDATE
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
EXPLAIN UPDATE t SET a = 0 WHERE id < 10
  update test.t: index _id_ (_id by range), with a condition
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
UPDATE t SET a = 0 WHERE id < 10
  count 2
UPDATE t SET id = id + 100 WHERE id < 12
  count 4
SELECT id, a FROM t WHERE id > 18
  19 | 3
  108 | 0
  109 | 0
  110 | 30
  111 | 27
EXPLAIN SELECT id FROM t WHERE a = 3
  compute 1 columns
    scan test.t: every document, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
# Of a key of several columns there is only the order.
CREATE TABLE k (x INT, y INT, PRIMARY KEY (x, y))
  done
INSERT INTO k VALUES (2, 1), (1, 2), (1, 1), (2, -5), (-1, 7)
  count 5
EXPLAIN SELECT * FROM k ORDER BY x, y LIMIT 2
  compute 2 columns
    limit
      scan test.k: index _id_ (_id), in its order
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT * FROM k ORDER BY x, y
  -1 | 7
  1 | 1
  1 | 2
  2 | -5
  2 | 1
SELECT * FROM k ORDER BY x DESC, y DESC LIMIT 2
  2 | 1
  2 | -5
EXPLAIN SELECT * FROM k WHERE x > 1 ORDER BY x
  compute 2 columns
    sort, limited
      scan test.k: every document, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
# What is committed after a snapshot is not in it.
BEGIN ISOLATION LEVEL REPEATABLE READ
  done
SELECT id FROM t WHERE id > 110
  111
B> INSERT INTO t VALUES (112, 1)
  count 1
B> DELETE FROM t WHERE id = 111
  count 1
SELECT id FROM t WHERE id > 110
  111
COMMIT
  done
SELECT id FROM t WHERE id > 110
  112
# SERIALIZABLE watches the ranges that were read, and no more than these.
BEGIN ISOLATION LEVEL SERIALIZABLE
  done
B> BEGIN ISOLATION LEVEL SERIALIZABLE
  done
SELECT COUNT(*) FROM t WHERE id > 200
  0
B> SELECT COUNT(*) FROM t WHERE id < 0
  0
INSERT INTO t VALUES (150, 1)
  count 1
B> INSERT INTO t VALUES (151, 1)
  count 1
COMMIT
  done
B> COMMIT
  done
BEGIN ISOLATION LEVEL SERIALIZABLE
  done
B> BEGIN ISOLATION LEVEL SERIALIZABLE
  done
SELECT COUNT(*) FROM t WHERE id > 200
  0
B> SELECT COUNT(*) FROM t WHERE id < 0
  0
INSERT INTO t VALUES (-5, 1)
  count 1
B> INSERT INTO t VALUES (251, 1)
  count 1
COMMIT
  done
B> COMMIT
  error 40001
B> ROLLBACK
  done
