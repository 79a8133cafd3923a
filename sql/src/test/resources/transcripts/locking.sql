# Where a locking clause may stand, and where not.
CREATE TABLE t (id INT PRIMARY KEY, a INT)
  done
CREATE TABLE u (id INT PRIMARY KEY, ref INT, c VARCHAR(20))
  done
CREATE COLLECTION docs
  done
INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)
  count 3
INSERT INTO u VALUES (1, 1, 'u1'), (2, 2, 'u2')
  count 2
INSERT INTO docs (_id, ref, tag) VALUES (1, 3, 'd')
  count 1
B> SET lock_timeout = 1
  done
SELECT 1 FOR UPDATE
  1
SELECT id FROM t ORDER BY a DESC LIMIT 1 FOR UPDATE
  3
SELECT id FROM t ORDER BY a DESC FOR NO KEY UPDATE LIMIT 1
  3
SELECT id FROM t ORDER BY a LIMIT 1 OFFSET 1 FOR KEY SHARE
  2
SELECT count(*) FROM t FOR UPDATE
  error 42P10
SELECT a FROM t GROUP BY a FOR UPDATE
  error 42P10
SELECT DISTINCT a FROM t FOR SHARE
  error 42P10
SELECT id FROM t UNION SELECT id FROM u FOR UPDATE
  error 42P10
VALUES 1 FOR UPDATE
  error 42P10
SELECT id, row_number() OVER () FROM t FOR UPDATE
  error 42P10
SELECT * FROM (SELECT count(*) c FROM t) s FOR UPDATE
  error 42P10
SELECT * FROM (SELECT id FROM t UNION SELECT id FROM u) s FOR UPDATE
  error 42P10
SELECT t.id FROM t JOIN (SELECT count(*) c FROM u) s ON TRUE ORDER BY 1 FOR UPDATE OF t
  1
  2
  3
SELECT t.id, u.c FROM t LEFT JOIN u ON t.id = u.id FOR UPDATE
  error 42P10
SELECT t.id, u.c FROM t LEFT JOIN u ON t.id = u.id FOR UPDATE OF x
  error 42P01
SELECT id FROM t FOR UPDATE NOWAIT SKIP LOCKED
  error 42601
# A join locks the rows of both tables.
BEGIN
  done
SELECT t.id, u.c FROM t JOIN u ON t.id = u.ref WHERE t.id = 1 FOR UPDATE
  1 | u1
B> SELECT id FROM t ORDER BY id FOR UPDATE SKIP LOCKED
  2
  3
B> SELECT id FROM u ORDER BY id FOR UPDATE SKIP LOCKED
  2
B> SELECT t.id FROM t JOIN u ON t.id = u.ref ORDER BY t.id FOR UPDATE SKIP LOCKED
  2
B> SELECT t.id FROM t JOIN u ON t.id = u.ref FOR UPDATE NOWAIT
  error 55P03
ROLLBACK
  done
# OF leaves the other alone.
BEGIN
  done
SELECT t.id, u.c FROM t LEFT JOIN u ON t.id = u.ref ORDER BY t.id LIMIT 2 FOR UPDATE OF t
  1 | u1
  2 | u2
B> SELECT id FROM t ORDER BY id FOR UPDATE SKIP LOCKED
  3
B> SELECT id FROM u ORDER BY id FOR UPDATE SKIP LOCKED
  1
  2
ROLLBACK
  done
# Each table as its clause says.
BEGIN
  done
SELECT t.id, u.id FROM t, u WHERE t.id = u.id AND t.id = 1 FOR UPDATE OF t FOR SHARE OF u
  1 | 1
B> SELECT id FROM u FOR SHARE SKIP LOCKED
  1
  2
B> SELECT id FROM u FOR UPDATE SKIP LOCKED
  2
B> SELECT id FROM t FOR SHARE SKIP LOCKED
  2
  3
ROLLBACK
  done
# Derived tables and WITH queries are locked through, sub-queries are not.
BEGIN
  done
SELECT * FROM (SELECT id, a FROM t WHERE a > 10) s ORDER BY a DESC LIMIT 1 FOR UPDATE
  3 | 30
B> SELECT id FROM t ORDER BY id FOR UPDATE SKIP LOCKED
  1
  2
WITH c AS (SELECT id, a FROM t) SELECT * FROM c WHERE a = 10 FOR UPDATE
  1 | 10
B> SELECT id FROM t ORDER BY id FOR UPDATE SKIP LOCKED
  2
SELECT id FROM t WHERE id IN (SELECT ref FROM u WHERE ref = 2) FOR UPDATE
  2
B> SELECT id FROM u ORDER BY id FOR UPDATE SKIP LOCKED
  1
  2
B> SELECT id FROM t ORDER BY id FOR UPDATE SKIP LOCKED
  no rows
ROLLBACK
  done
# A clause inside a sub-query locks there: the queue's idiom.
BEGIN
  done
UPDATE t SET a = a + 1 WHERE id = (SELECT id FROM t ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *
  1 | 11
B> UPDATE t SET a = a + 1 WHERE id = (SELECT id FROM t ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *
  2 | 21
B> BEGIN; DELETE FROM t WHERE id IN (SELECT id FROM t ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED) RETURNING *
  done
  2 | 21
  3 | 30
ROLLBACK
  done
B> ROLLBACK
  done
SELECT * FROM t ORDER BY id
  1 | 10
  2 | 21
  3 | 30
# Collections without declared columns too.
SELECT t.id, d.tag FROM t JOIN docs d ON d.ref = t.id FOR UPDATE
  3 | d
# ORDER BY and LIMIT are those of the newest rows after a wait.
UPDATE t SET a = id * 10
  count 3
B> SET lock_timeout = 0
  done
BEGIN
  done
UPDATE t SET a = 100 WHERE id = 1
  count 1
B> SELECT t.id, a FROM t JOIN u ON u.ref = t.id ORDER BY a LIMIT 1 FOR UPDATE
  waits for the claim on 1
COMMIT
  done
B>
  2 | 20
# A row that vanishes makes room for the next.
BEGIN
  done
DELETE FROM t WHERE id = 2
  count 1
B> SELECT id FROM (SELECT id, a FROM t) s ORDER BY a LIMIT 1 FOR UPDATE
  waits for the claim on 2
COMMIT
  done
B>
  3
# REPEATABLE READ fails on a row that was changed since, also with SKIP LOCKED.
BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM t
  done
  2
B> UPDATE t SET a = a + 1 WHERE id = 1
  count 1
SELECT t.id FROM t JOIN u ON u.ref = t.id FOR UPDATE SKIP LOCKED
  error 40001
ROLLBACK
  done
BEGIN READ ONLY; SELECT t.id FROM t JOIN u ON u.ref = t.id FOR UPDATE
  done
  error 25006
ROLLBACK
  done
