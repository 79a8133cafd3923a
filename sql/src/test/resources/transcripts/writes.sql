# UPDATE and DELETE that read more than their table.
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20))
  done
CREATE TABLE u (id INT PRIMARY KEY, ref INT, c VARCHAR(20))
  done
INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y'), (3, NULL, 'z')
  count 3
INSERT INTO u VALUES (1, 1, 'u1'), (2, 2, 'u2'), (3, NULL, 'u3'), (4, 9, 'u4')
  count 4
UPDATE t SET a = 99 WHERE id IN (SELECT ref FROM u)
  count 2
UPDATE t SET a = (SELECT count(*) FROM u WHERE u.id <= t.id), b = 'q' WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.ref = t.id)
  count 1
SELECT * FROM t ORDER BY id
  1 | 99 | x
  2 | 99 | y
  3 | 3 | q
UPDATE t SET a = u.ref * 100 FROM u WHERE u.ref = t.id RETURNING id, a, a + 1 AS nxt, b
  1 | 100 | 101 | x
  2 | 200 | 201 | y
UPDATE t x SET b = y.c FROM u y JOIN u z ON y.id = z.id WHERE y.ref = x.id AND x.a > 0
  count 2
UPDATE t SET a = a + 1 FROM u
  count 3
SELECT * FROM t ORDER BY id
  1 | 101 | u1
  2 | 201 | u2
  3 | 4 | q
# Keys can be shifted, and must stay unique.
UPDATE t SET id = id + 1
  count 3
UPDATE t SET id = id - 1 RETURNING *
  1 | 101 | u1
  2 | 201 | u2
  3 | 4 | q
UPDATE t SET id = 7
  error 23505
SELECT id FROM t ORDER BY id
  1
  2
  3
UPDATE t SET a = (SELECT ref FROM u)
  error 21000
UPDATE t SET nosuch = 1
  error 42703
UPDATE t SET a = 1, a = 2
  error 42701
DELETE FROM u USING t WHERE t.id = u.ref AND t.a >= 200 RETURNING u.id
  2
DELETE FROM u WHERE ref NOT IN (SELECT id FROM t)
  count 1
SELECT * FROM u ORDER BY id
  1 | 1 | u1
  3 | null | u3
DELETE FROM t WHERE id = (SELECT max(id) FROM t) RETURNING *
  3 | 4 | q
INSERT INTO t VALUES ((SELECT max(id) + 1 FROM t), 5, 'sub') RETURNING *
  3 | 5 | sub
INSERT INTO t (id) SELECT id + 100 FROM t RETURNING id, b
  102 | null
  101 | null
  103 | null
DELETE FROM t WHERE id > 100
  count 3
# ON CONFLICT.
INSERT INTO t VALUES (1, 5, 'dup')
  error 23505
INSERT INTO t VALUES (1, 5, 'dup') ON CONFLICT DO NOTHING
  count 0
INSERT INTO t VALUES (1, 5, 'dup') ON CONFLICT DO NOTHING RETURNING *
  no rows
INSERT INTO t VALUES (1, 5, 'dup'), (7, 7, 'seven') ON CONFLICT (id) DO UPDATE SET a = t.a + excluded.a, b = excluded.b RETURNING *
  1 | 106 | dup
  7 | 7 | seven
INSERT INTO t VALUES (1, 5, 'dup') ON CONFLICT (id) DO UPDATE SET a = 1 WHERE t.a > 10000
  count 0
INSERT INTO t VALUES (1, 5, 'dup') ON CONFLICT (a) DO NOTHING
  error 42P10
INSERT INTO t VALUES (1, 5, 'dup') ON CONFLICT DO UPDATE SET a = 1
  error 42P10
INSERT INTO t VALUES (1, 5, 'dup') ON CONFLICT (id) DO UPDATE SET a = a + 1
  error 42702
INSERT INTO t VALUES (1, 5, 'a'), (1, 6, 'b') ON CONFLICT (id) DO UPDATE SET a = excluded.a
  error 21000
INSERT INTO t VALUES (8, 5, 'a'), (8, 6, 'b') ON CONFLICT DO NOTHING
  count 1
SELECT * FROM t ORDER BY id
  1 | 106 | dup
  2 | 201 | u2
  3 | 5 | sub
  7 | 7 | seven
  8 | 5 | a
# A rival inserts the key at the same time.
B> BEGIN
  done
B> INSERT INTO t VALUES (20, 1, 'B')
  count 1
INSERT INTO t VALUES (20, 2, 'A') ON CONFLICT (id) DO UPDATE SET a = t.a + 10
  waits for the claim on 20
B> COMMIT
  done
A>
  count 1
SELECT * FROM t WHERE id = 20
  20 | 11 | B
B> BEGIN; INSERT INTO t VALUES (21, 1, 'B')
  done
  count 1
INSERT INTO t VALUES (21, 2, 'A') ON CONFLICT DO NOTHING
  waits for the claim on 21
B> ROLLBACK
  done
A>
  count 1
SELECT * FROM t WHERE id = 21
  21 | 2 | A
B> BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM t
  done
  7
INSERT INTO t VALUES (22, 2, 'A')
  count 1
B> INSERT INTO t VALUES (22, 3, 'B') ON CONFLICT DO NOTHING
  error 40001
B> ROLLBACK
  done
# MERGE.
CREATE TABLE stock (id INT PRIMARY KEY, n INT DEFAULT 0)
  done
INSERT INTO stock VALUES (1, 10), (2, 20), (3, 30)
  count 3
CREATE TABLE delta (id INT PRIMARY KEY, item INT, d INT)
  done
INSERT INTO delta VALUES (1, 1, 5), (2, 2, -20), (3, 9, 9), (4, 8, 0)
  count 4
MERGE INTO stock s USING delta d ON s.id = d.item WHEN MATCHED AND s.n + d.d = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET n = s.n + d.d WHEN NOT MATCHED AND d.d > 0 THEN INSERT VALUES (d.item, d.d) WHEN NOT MATCHED THEN DO NOTHING RETURNING *
  1 | 15
  2 | 20
  9 | 9
SELECT * FROM stock ORDER BY id
  1 | 15
  3 | 30
  9 | 9
MERGE INTO stock USING (SELECT 1 AS id UNION ALL SELECT 1) d ON stock.id = d.id WHEN MATCHED THEN UPDATE SET n = 0
  error 21000
MERGE INTO stock USING (VALUES (20), (21)) AS v (id) ON stock.id = v.id WHEN NOT MATCHED THEN INSERT (id) VALUES (v.id)
  count 2
MERGE INTO stock USING delta d ON stock.id = d.id WHEN MATCHED THEN INSERT VALUES (1, 1)
  error 42601
MERGE INTO stock USING delta d ON stock.id = d.id WHEN MATCHED THEN UPDATE SET n = 1 / (n - n)
  error 22012
SELECT * FROM stock ORDER BY id
  1 | 15
  3 | 30
  9 | 9
  20 | 0
  21 | 0
# TRUNCATE is undone like every write, and waits for whoever is in the table.
BEGIN; TRUNCATE TABLE stock; SELECT count(*) FROM stock
  done
  done
  0
ROLLBACK; SELECT count(*) FROM stock
  done
  5
B> BEGIN; UPDATE stock SET n = 1 WHERE id = 1
  done
  count 1
SET lock_timeout = 1; TRUNCATE stock, delta
  waits for the claim on test.stock
B> ROLLBACK
  done
A>
  done
  done
