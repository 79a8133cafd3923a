# Joins, groups, windows, sub-queries, sets.
CREATE TABLE dept (id INTEGER PRIMARY KEY, name VARCHAR(20))
  count 0
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept(id), name VARCHAR(20), sal DECIMAL(10,2), hired DATE)
  count 0
INSERT INTO dept VALUES (1, 'dev'), (2, 'ops'), (3, 'hr')
  count 3
INSERT INTO emp VALUES (1, 1, 'ann', 100.5, DATE '2020-01-01'), (2, 1, 'bob', 200, DATE '2021-02-03'), (3, 2, 'cid', 150, DATE '2022-05-06'), (4, NULL, 'dan', NULL, NULL)
  count 4
# Joins of each kind.
SELECT d.name, e.name FROM dept d JOIN emp e ON e.dept = d.id ORDER BY 1, 2
  dev | ann
  dev | bob
  ops | cid
SELECT d.name, e.name FROM dept d LEFT JOIN emp e ON e.dept = d.id ORDER BY 1, 2
  dev | ann
  dev | bob
  hr | null
  ops | cid
SELECT d.name, e.name FROM dept d RIGHT JOIN emp e ON e.dept = d.id ORDER BY 1, 2
  null | dan
  dev | ann
  dev | bob
  ops | cid
SELECT d.name, e.name FROM dept d FULL JOIN emp e ON e.dept = d.id ORDER BY 1, 2
  null | dan
  dev | ann
  dev | bob
  hr | null
  ops | cid
SELECT count(*) FROM dept CROSS JOIN emp
  12
SELECT name FROM dept NATURAL JOIN (SELECT id, sal FROM emp) e ORDER BY name
  dev
  hr
  ops
SELECT id, d.name, e.name FROM dept d JOIN emp e USING (id) ORDER BY id
  1 | dev | ann
  2 | ops | bob
  3 | hr | cid
SELECT d.name FROM dept d WHERE EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id) ORDER BY 1
  dev
  ops
SELECT d.name FROM dept d WHERE NOT EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.id)
  hr
SELECT d.name FROM dept d WHERE d.id NOT IN (SELECT dept FROM emp)
  no rows
SELECT d.name FROM dept d WHERE d.id NOT IN (SELECT dept FROM emp WHERE dept IS NOT NULL)
  hr
SELECT a.name, b.name FROM emp a JOIN emp b ON a.sal < b.sal ORDER BY 1, 2
  ann | bob
  ann | cid
  cid | bob
SELECT d.name, x.name FROM dept d, LATERAL (SELECT * FROM emp e WHERE e.dept = d.id ORDER BY sal DESC LIMIT 1) x ORDER BY 1
  dev | bob
  ops | cid
SELECT d.name, x.name FROM dept d LEFT JOIN LATERAL (SELECT * FROM emp e WHERE e.dept = d.id ORDER BY sal DESC LIMIT 1) x ON true ORDER BY 1
  dev | bob
  hr | null
  ops | cid
SELECT d.name, (SELECT name FROM emp e WHERE e.dept = d.id ORDER BY sal DESC LIMIT 1 OFFSET 1) FROM dept d ORDER BY 1
  dev | ann
  hr | null
  ops | null
# Groups.
SELECT dept, count(*), sum(sal), avg(sal), min(name), max(hired) FROM emp GROUP BY dept ORDER BY dept
  null | 1 | null | null | dan | null
  1 | 2 | 300.50 | 150.2500000000000000 | ann | 2021-02-03
  2 | 1 | 150.00 | 150.0000000000000000 | cid | 2022-05-06
SELECT dept, count(*) FROM emp GROUP BY dept HAVING count(*) > 1
  1 | 2
SELECT dept, name, sum(sal), grouping(dept), grouping(name), grouping(dept, name) FROM emp GROUP BY ROLLUP (dept, name) ORDER BY 4, 1, 5, 2
  null | dan | null | 0 | 0 | 0
  null | null | null | 0 | 1 | 1
  1 | ann | 100.50 | 0 | 0 | 0
  1 | bob | 200.00 | 0 | 0 | 0
  1 | null | 300.50 | 0 | 1 | 1
  2 | cid | 150.00 | 0 | 0 | 0
  2 | null | 150.00 | 0 | 1 | 1
  null | null | 450.50 | 1 | 1 | 3
SELECT dept, count(*), grouping(dept) FROM emp WHERE false GROUP BY ROLLUP (dept)
  null | 0 | 1
SELECT dept, count(*) FROM emp GROUP BY CUBE (dept) ORDER BY 1, 2
  null | 1
  null | 4
  1 | 2
  2 | 1
SELECT dept, name, count(*) FROM emp GROUP BY GROUPING SETS ((dept), (name), ()) ORDER BY 1, 2, 3
  null | null | 1
  null | null | 4
  null | ann | 1
  null | bob | 1
  null | cid | 1
  null | dan | 1
  1 | null | 2
  2 | null | 1
SELECT count(*) FILTER (WHERE sal > 120), count(DISTINCT dept), bool_and(sal > 1), every(sal > 100) FROM emp
  2 | 2 | true | true
SELECT string_agg(name, ',' ORDER BY name DESC), array_agg(name ORDER BY id), json_arrayagg(name ORDER BY id) FROM emp
  dan,cid,bob,ann | ["ann", "bob", "cid", "dan"] | ["ann","bob","cid","dan"]
SELECT DISTINCT dept FROM emp ORDER BY dept
  null
  1
  2
# Windows.
SELECT name, rank() OVER (PARTITION BY dept ORDER BY sal DESC), row_number() OVER (ORDER BY id), lag(name) OVER (ORDER BY id), sum(sal) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM emp ORDER BY id
  ann | 2 | 1 | null | 100.50
  bob | 1 | 2 | ann | 300.50
  cid | 1 | 3 | bob | 350.00
  dan | 1 | 4 | cid | 150.00
SELECT name, ntile(2) OVER w, first_value(name) OVER w FROM emp WINDOW w AS (ORDER BY id) ORDER BY id
  ann | 1 | ann
  bob | 1 | ann
  cid | 2 | ann
  dan | 2 | ann
# Sets, WITH, VALUES, order and limits.
SELECT name FROM emp UNION SELECT name FROM dept EXCEPT SELECT 'hr' ORDER BY 1
  ann
  bob
  cid
  dan
  dev
  ops
SELECT dept FROM emp INTERSECT SELECT id FROM dept ORDER BY 1
  1
  2
SELECT dept FROM emp UNION ALL SELECT id FROM dept ORDER BY 1
  null
  1
  1
  1
  2
  2
  3
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT sum(n) FROM r
  15
WITH x AS (SELECT * FROM emp WHERE sal > 100), y AS (SELECT count(*) c FROM x) SELECT c FROM y
  3
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (a, b)
  1 | a
  2 | b
VALUES (1, 2), (3, 4)
  1 | 2
  3 | 4
SELECT name FROM emp ORDER BY sal NULLS FIRST LIMIT 2
  dan
  ann
SELECT name FROM emp ORDER BY sal DESC NULLS LAST FETCH FIRST 2 ROWS ONLY
  bob
  cid
SELECT name FROM emp ORDER BY id OFFSET 1 ROWS FETCH NEXT 1 ROW ONLY
  bob
SELECT name FROM emp WHERE (id, dept) IN ((1, 1), (3, 2)) ORDER BY 1
  ann
  cid
SELECT name FROM emp WHERE sal > ALL (SELECT sal FROM emp x WHERE x.id <> emp.id AND sal IS NOT NULL)
  bob
SELECT name FROM emp WHERE id = ANY (ARRAY[1, 2]) AND id <> ALL (ARRAY[2, 3])
  ann
SELECT count(*) FROM emp WHERE (id = ANY (ARRAY[1, NULL])) IS NULL
  3
# Series.
SELECT * FROM generate_series(1, 3)
  1
  2
  3
SELECT x FROM generate_series(10, 1, -4) AS g (x)
  10
  6
  2
SELECT g, g * 2 FROM generate_series(1, 2) g
  1 | 2
  2 | 4
SELECT count(*) FROM generate_series(5, 4)
  0
SELECT a, n FROM unnest(ARRAY['x', 'y']) WITH ORDINALITY AS t (a, n)
  x | 1
  y | 2
# A locking clause takes the rows behind a view.
CREATE VIEW v AS SELECT * FROM emp WHERE dept = 1
  count 0
BEGIN; SELECT name FROM v WHERE sal > 150 FOR UPDATE
  count 0
  bob
B> SELECT id FROM emp WHERE dept = 1 ORDER BY id FOR UPDATE SKIP LOCKED
  1
B> SELECT id FROM emp WHERE id = 2 FOR UPDATE NOWAIT
  LockNotAvailableSQLException 55P03 lock not available: document 2 of test.emp is claimed by sql-1 (SELECT name FROM v WHERE sal > 150 FOR UPDATE) since 2025-01-01T00:00:00Z; decided by clause FOR UPDATE NOWAIT; the statement is undone
ROLLBACK
  count 0
