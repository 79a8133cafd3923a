# DISTINCT ON and FETCH ... WITH TIES.
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept VARCHAR(4), job VARCHAR(4), sal INTEGER)
  count 0
INSERT INTO emp VALUES (1, 'a', 'x', 10), (2, 'a', 'y', 30), (3, 'a', 'x', 30), (4, 'b', 'y', 20), (5, 'b', 'y', 20), (6, NULL, 'x', 5), (7, NULL, 'y', 50)
  count 7
SELECT DISTINCT ON (dept) dept, id, sal FROM emp ORDER BY dept, sal DESC, id
  null | 7 | 50
  a | 2 | 30
  b | 4 | 20
SELECT DISTINCT ON (dept) * FROM emp ORDER BY dept DESC, sal, id
  4 | b | y | 20
  1 | a | x | 10
  6 | null | x | 5
SELECT DISTINCT ON (dept, job) dept, job, id FROM emp ORDER BY job, dept, id DESC
  null | x | 6
  a | x | 3
  null | y | 7
  a | y | 2
  b | y | 5
SELECT DISTINCT ON (1) dept AS d, id FROM emp ORDER BY d, 2 DESC
  null | 7
  a | 3
  b | 5
SELECT DISTINCT ON (e.dept) e.dept, u.id FROM emp e JOIN emp u ON e.id = u.id ORDER BY e.dept, u.id LIMIT 2
  null | 6
  a | 1
SELECT DISTINCT ON (dept) dept, job, SUM(sal) AS total FROM emp GROUP BY dept, job ORDER BY dept, total DESC
  null | y | 50
  a | x | 40
  b | y | 40
SELECT DISTINCT ON (sal % 20) id FROM emp ORDER BY sal % 20, id DESC OFFSET 1
  6
  7
SELECT COUNT(*) FROM (SELECT DISTINCT ON (dept) id FROM emp) q
  3
SELECT id FROM emp WHERE id IN (SELECT DISTINCT ON (dept) id FROM emp ORDER BY dept, id) ORDER BY id
  1
  4
  6
WITH w AS (SELECT * FROM emp WHERE sal < 40) SELECT DISTINCT ON (dept) dept, id FROM w ORDER BY dept, id DESC
  null | 6
  a | 3
  b | 5
SELECT DISTINCT ON (dept) id FROM emp ORDER BY sal
  SQLSyntaxErrorException 42P10 the expressions of DISTINCT ON must stand first in ORDER BY, before others
SELECT DISTINCT ON (dept, job) id FROM emp ORDER BY dept, sal, job
  SQLSyntaxErrorException 42P10 the expressions of DISTINCT ON must stand first in ORDER BY, before others
SELECT DISTINCT ON (dept) id FROM emp ORDER BY dept FOR UPDATE
  SQLSyntaxErrorException 42P10 FOR UPDATE cannot reach the rows below a window function: they do not stand for one document each
SELECT DISTINCT ON (nosuch) id FROM emp
  SQLSyntaxErrorException 42703 Column 'nosuch' not found in any table at line 1, column 21
SELECT DISTINCT ON (3) id FROM emp
  SQLSyntaxErrorException 42P10 there is no item 3 in the list of the SELECT
CREATE VIEW best AS SELECT DISTINCT ON (dept) dept, id FROM emp ORDER BY dept, sal DESC, id
  count 0
SELECT * FROM best ORDER BY id
  a | 2
  b | 4
  null | 7
SELECT id, sal FROM emp ORDER BY sal DESC FETCH FIRST 2 ROWS WITH TIES
  7 | 50
  2 | 30
  3 | 30
SELECT id, sal FROM emp ORDER BY sal FETCH FIRST 3 ROWS WITH TIES
  6 | 5
  1 | 10
  4 | 20
  5 | 20
SELECT id, sal FROM emp ORDER BY sal FETCH FIRST 3 ROWS ONLY
  6 | 5
  1 | 10
  4 | 20
SELECT id, sal FROM emp ORDER BY sal OFFSET 1 ROW FETCH NEXT 2 ROWS WITH TIES
  1 | 10
  4 | 20
  5 | 20
SELECT id, sal FROM emp ORDER BY sal OFFSET 3 ROWS FETCH NEXT 1 ROWS WITH TIES
  5 | 20
SELECT id, sal AS s FROM emp ORDER BY s, 1 FETCH FIRST 4 ROWS WITH TIES
  6 | 5
  1 | 10
  4 | 20
  5 | 20
SELECT dept, COUNT(*) AS n FROM emp GROUP BY dept ORDER BY n FETCH FIRST 1 ROW WITH TIES
  b | 2
  null | 2
SELECT DISTINCT sal FROM emp ORDER BY sal FETCH FIRST 2 ROWS WITH TIES
  5
  10
SELECT sal FROM emp UNION ALL SELECT sal FROM emp ORDER BY sal FETCH FIRST 1 ROWS WITH TIES
  5
  5
SELECT DISTINCT ON (dept) dept, sal FROM emp ORDER BY dept, sal FETCH FIRST 2 ROWS WITH TIES
  null | 5
  a | 10
SELECT id FROM emp WHERE sal > 100 ORDER BY sal FETCH FIRST 2 ROWS WITH TIES
  no rows
SELECT id FROM emp FETCH FIRST 2 ROWS WITH TIES
  SQLSyntaxErrorException 42601 FETCH ... WITH TIES needs an ORDER BY
SELECT id FROM emp ORDER BY sal FETCH FIRST 2 ROWS WITH TIES FOR UPDATE
  SQLSyntaxErrorException 42P10 FOR UPDATE cannot reach the rows below a window function: they do not stand for one document each
SELECT id FROM emp ORDER BY sal FOR UPDATE FETCH FIRST 2 ROWS WITH TIES
  SQLSyntaxErrorException 42P10 WITH TIES cannot stand behind a locking clause
SELECT * FROM emp ORDER BY 4 FETCH FIRST 2 ROWS WITH TIES
  SQLSyntaxErrorException 42P10 DISTINCT ON and WITH TIES cannot tell what 4 is behind *: name it
SELECT DISTINCT ON (city) city, id FROM places ORDER BY city, id
  SQLSyntaxErrorException 42P01 Object 'places' not found at line 1, column 41
CREATE COLLECTION places
  count 0
INSERT INTO places (_id, address.city, n) VALUES (1, 'B', 1), (2, 'A', 2), (3, 'B', 2)
  count 3
SELECT DISTINCT ON (address.city) address.city, _id FROM places ORDER BY address.city, _id DESC
  A | 2
  B | 3
SELECT _id FROM places ORDER BY n DESC FETCH FIRST 1 ROW WITH TIES
  2
  3
CREATE TABLE named (distinct_on INT, ties INT)
  count 0
SELECT ties FROM named
  no rows
# A view keeps the whole text of its query.
CREATE VIEW least AS SELECT id, sal FROM emp ORDER BY sal FETCH FIRST 3 ROWS WITH TIES
  count 0
SELECT * FROM least ORDER BY id DESC
  6 | 5
  5 | 20
  4 | 20
  1 | 10
CREATE VIEW sorted AS WITH w AS (SELECT id FROM emp) SELECT id FROM w ORDER BY id DESC LIMIT 2
  count 0
SELECT * FROM sorted
  7
  6
