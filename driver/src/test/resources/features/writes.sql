# Statements that write.
CREATE TABLE dept (id INTEGER PRIMARY KEY, name VARCHAR(20))
  count 0
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept(id), name VARCHAR(20), sal DECIMAL(10,2), hired DATE)
  count 0
INSERT INTO dept VALUES (1, 'dev'), (2, 'ops'), (3, 'hr')
  count 3
INSERT INTO emp VALUES (1, 1, 'ann', 100.5, DATE '2020-01-01'), (2, 1, 'bob', 200, DATE '2021-02-03'), (3, 2, 'cid', 150, DATE '2022-05-06'), (4, NULL, 'dan', NULL, NULL)
  count 4
INSERT INTO dept (id, name) VALUES (10, 'x'), (11, 'y') RETURNING id, name
  10 | x
  11 | y
INSERT INTO dept SELECT x, 'd' || x::text FROM generate_series(20, 22) AS g (x)
  count 3
INSERT INTO dept VALUES (1, 'again') ON CONFLICT DO NOTHING
  count 0
INSERT INTO dept VALUES (1, 'again') ON CONFLICT (id) DO UPDATE SET name = excluded.name || '!' RETURNING *
  1 | again!
INSERT INTO dept VALUES (1, 'again')
  SQLIntegrityConstraintViolationException 23505 E11000 duplicate key error collection: test.dept index: _id_ dup key: { _id: 1 }
UPDATE emp SET sal = sal * 1.1, name = upper(name) WHERE dept = 1 RETURNING id, name, sal
  1 | ANN | 110.55
  2 | BOB | 220.00
UPDATE emp SET name = d.name FROM dept d WHERE d.id = emp.dept AND emp.id = 3
  count 1
UPDATE emp SET sal = (SELECT max(sal) FROM emp) WHERE id = 4
  count 1
DELETE FROM emp USING dept d WHERE d.id = emp.dept AND d.name = 'ops'
  count 1
DELETE FROM dept WHERE id IN (SELECT x FROM generate_series(20, 22) AS g (x)) RETURNING id
  20
  21
  22
DELETE FROM dept WHERE id = 1
  SQLIntegrityConstraintViolationException 23503 foreign key emp_fkey1 of table emp: a row is still referred to: the row with key 1 needs it
MERGE INTO dept t USING (VALUES (2, 'two'), (99, 'new')) AS s (id, name) ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.name)
  count 2
SELECT * FROM dept ORDER BY id
  1 | again!
  2 | two
  3 | hr
  10 | x
  11 | y
  99 | new
SELECT id, name, sal FROM emp ORDER BY id
  1 | ANN | 110.55
  2 | BOB | 220.00
  4 | dan | 220.00
# A statement that fails leaves no trace; several are separated by semicolons.
INSERT INTO dept VALUES (50, 'a'), (51, 'b'), (50, 'c')
  SQLIntegrityConstraintViolationException 23505 E11000 duplicate key error collection: test.dept index: _id_ dup key: { _id: 50 }
SELECT count(*) FROM dept WHERE id >= 50 AND id < 60
  0
BEGIN; INSERT INTO dept VALUES (60, 'a'); SAVEPOINT s; INSERT INTO dept VALUES (61, 'b'); ROLLBACK TO SAVEPOINT s; COMMIT
  count 0
  count 1
  count 0
  count 1
  count 0
  count 0
SELECT id FROM dept WHERE id >= 60 ORDER BY id
  60
  99
TRUNCATE TABLE emp
  count 0
SELECT count(*) FROM emp
  0
# Documents.
CREATE COLLECTION people
  count 0
INSERT INTO people (name, address, tags) VALUES ('Ann', MAP['city', 'Bern', 'zip', '3000'], ARRAY['a', 'b']), ('Bob', NULL, NULL)
  count 2
SELECT p.name, p.address.city, tags[1] FROM people p ORDER BY name
  Ann | Bern | a
  Bob | null | null
UPDATE people SET address.city = 'Thun', tags = ARRAY['c'] WHERE name = 'Ann'
  count 1
SELECT p.address.city, count(*) FROM people p GROUP BY p.address.city ORDER BY 1
  null | 1
  Thun | 1
SELECT p.name, t FROM people p, UNNEST(p.tags) AS x (t)
  Ann | c
# WITH before what writes.
CREATE TABLE w (id INT PRIMARY KEY, a INT)
  count 0
INSERT INTO w VALUES (1, 10), (2, 20), (3, 30)
  count 3
WITH x AS (SELECT id, a FROM w WHERE id = 1) INSERT INTO w SELECT id + 10, a FROM x RETURNING id, a
  11 | 10
WITH x AS (SELECT max(a) AS m FROM w) INSERT INTO w VALUES (12, (SELECT m FROM x))
  count 1
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) INSERT INTO w SELECT n + 100, n FROM r ORDER BY n LIMIT 2
  count 2
WITH x AS (SELECT id FROM w WHERE a BETWEEN 11 AND 25) UPDATE w SET a = a + 1 WHERE id IN (SELECT id FROM x) RETURNING id, a
  2 | 21
WITH x AS (SELECT id, a FROM w) UPDATE w SET a = x.a * 10 FROM x WHERE x.id = w.id AND w.id = 2
  count 1
WITH w AS (SELECT 3 AS id) DELETE FROM w USING w AS k WHERE w.id = k.id RETURNING *
  3 | 30
WITH x AS (SELECT 1 AS id, 5 AS a) MERGE INTO w USING x ON w.id = x.id WHEN MATCHED THEN UPDATE SET a = x.a
  count 1
WITH x AS (SELECT 1 AS id) INSERT INTO w (id) WITH z AS (SELECT id + 70 AS id FROM x) SELECT id FROM z
  count 1
WITH x AS (SELECT id FROM w WHERE a > 100 FOR UPDATE) UPDATE w SET a = 0 FROM x WHERE w.id = x.id
  count 1
SELECT * FROM w ORDER BY id
  1 | 5
  2 | 0
  11 | 10
  12 | 30
  71 | null
  101 | 1
  102 | 2
WITH x AS (SELECT nosuch FROM w) DELETE FROM w
  SQLSyntaxErrorException 42703 Column 'nosuch' not found in any table at line 1, column 19
