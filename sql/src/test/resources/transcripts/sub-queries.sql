# Sub-queries, with the three values of IN and NOT IN.
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20))
  done
CREATE TABLE u (id INT PRIMARY KEY, ref INT, c VARCHAR(20))
  done
INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y'), (3, NULL, 'z')
  count 3
INSERT INTO u VALUES (1, 1, 'u1'), (2, 2, 'u2'), (3, NULL, 'u3'), (4, 9, 'u4')
  count 4
SELECT id FROM t WHERE id NOT IN (SELECT ref FROM u)
  no rows
SELECT id FROM t WHERE id NOT IN (SELECT ref FROM u WHERE ref IS NOT NULL)
  3
SELECT id FROM t WHERE a NOT IN (SELECT ref FROM u WHERE ref IS NOT NULL) ORDER BY id
  1
  2
SELECT id FROM t WHERE a NOT IN (SELECT ref FROM u WHERE FALSE) ORDER BY id
  1
  2
  3
SELECT id, a IN (SELECT ref * 10 FROM u) FROM t ORDER BY id
  1 | true
  2 | true
  3 | null
SELECT id, a NOT IN (SELECT ref FROM u WHERE u.id <> t.id) FROM t ORDER BY id
  1 | null
  2 | null
  3 | null
SELECT id, a IN (SELECT ref * 10 FROM u WHERE u.id = t.id) FROM t ORDER BY id
  1 | true
  2 | true
  3 | null
SELECT (1, 2) IN (SELECT id, ref FROM u), (1, 1) IN (SELECT id, ref FROM u), (3, 1) IN (SELECT id, ref FROM u)
  false | true | null
SELECT (5, CAST(NULL AS INT)) NOT IN (SELECT id, ref FROM u)
  true
SELECT id FROM t WHERE (id, a) IN (SELECT ref, ref * 10 FROM u) ORDER BY id
  1
  2
# Comparisons with SOME and ALL.
SELECT id FROM t WHERE a > ALL (SELECT ref FROM u WHERE ref IS NOT NULL) ORDER BY id
  1
  2
SELECT id FROM t WHERE a = SOME (SELECT ref * 10 FROM u) ORDER BY id
  1
  2
SELECT id FROM t WHERE a > SOME (SELECT ref FROM u WHERE u.id = t.id) ORDER BY id
  1
  2
SELECT id, a > ALL (SELECT ref FROM u) FROM t ORDER BY id
  1 | null
  2 | null
  3 | null
# Scalar, also correlated.
SELECT id, (SELECT max(c) FROM u WHERE u.ref = t.id) FROM t ORDER BY id
  1 | u1
  2 | u2
  3 | null
SELECT id, (SELECT c FROM u WHERE u.id >= t.id) FROM t
  error 21000
SELECT id, (SELECT count(*) FROM u WHERE u.ref >= t.id) FROM t ORDER BY id
  1 | 3
  2 | 2
  3 | 1
SELECT max((SELECT max(c) FROM u WHERE u.ref = t.id)) FROM t
  u2
SELECT id FROM t ORDER BY (SELECT c FROM u WHERE u.ref = t.id) DESC, id
  2
  1
  3
SELECT a, count(*) FROM t GROUP BY a HAVING count(*) >= (SELECT min(id) FROM u) ORDER BY a
  null | 1
  10 | 1
  20 | 1
SELECT id, CASE WHEN EXISTS (SELECT 1 FROM u WHERE ref = t.id) THEN 'yes' ELSE 'no' END FROM t ORDER BY id
  1 | yes
  2 | yes
  3 | no
SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.ref = t.id AND u.c LIKE 'u%')
  3
SELECT t.id, v.c FROM t LEFT JOIN LATERAL (SELECT c FROM u WHERE u.ref = t.id) v ON TRUE ORDER BY t.id
  1 | u1
  2 | u2
  3 | null
SELECT t.id, v.c FROM t, LATERAL (SELECT c FROM u WHERE u.ref >= t.id ORDER BY c DESC LIMIT 1) v ORDER BY t.id
  1 | u4
  2 | u4
  3 | u4
SELECT id, ARRAY(SELECT c FROM u WHERE u.ref <= t.id ORDER BY c) FROM t ORDER BY id
  1 | [u1]
  2 | [u1, u2]
  3 | [u1, u2]
SELECT t.id FROM t JOIN u ON t.id = (SELECT MAX(ref) FROM u u2 WHERE u2.id = u.id) ORDER BY 1
  1
  2
SELECT id FROM t WHERE id IN (SELECT ref FROM u WHERE c IN (SELECT 'u' || CAST(x.id AS VARCHAR) FROM t x WHERE x.id = t.id))
  1
  2
# Recursive.
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT sum(n), count(*) FROM r
  15 | 5
WITH RECURSIVE up (id, ref) AS (SELECT id, ref FROM u WHERE id = 2 UNION SELECT u.id, u.ref FROM u JOIN up ON u.id = up.ref) SELECT * FROM up
  2 | 2
# Dates and intervals.
SELECT DATE '2020-01-31' + INTERVAL '1' MONTH, TIMESTAMP '2020-01-01 00:00:00' - INTERVAL '1' DAY
  2020-02-29 | 2019-12-31T00:00
SELECT (DATE '2020-03-01' - DATE '2020-02-01') DAY, TIMESTAMPDIFF(DAY, DATE '2020-02-01', DATE '2020-03-01')
  PT696H | 29
SELECT TIMESTAMPADD(MONTH, 1, DATE '2020-01-31'), INTERVAL '1' DAY * 3, INTERVAL '2' HOUR + INTERVAL '30' MINUTE
  2020-02-29 | PT72H | PT2H30M
SELECT DATE_TRUNC('month', TIMESTAMP '2020-05-17 10:00:00'), DATE_TRUNC('hour', TIMESTAMP '2020-05-17 10:20:00'), DATE_PART('year', DATE '2020-01-01')
  2020-05-01T00:00 | 2020-05-17T10:00 | 2020
SELECT CASE a WHEN 10 THEN 'ten' ELSE b END, CAST(a AS VARCHAR), NULLIF(a, 10), COALESCE(a, 0) FROM t ORDER BY id
  ten | 10 | null | 10
  y | 20 | 20 | 20
  z | null | null | 0
SELECT CAST('x' AS INT)
  error 22018
SELECT CAST('2020-13-01' AS DATE)
  error 22007
