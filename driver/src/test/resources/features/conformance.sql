# What is probably a mistake is refused, unless conformance is lenient. An empty list is none.
CREATE TABLE t1 (x INTEGER, y VARCHAR(8))
  count 0
INSERT INTO t1 VALUES (1, 'a'), (2, 'b'), (null, null)
  count 3
SELECT x IN (), x NOT IN (), (1, x) IN () FROM t1
  false | true | false
  false | true | false
  false | true | false
SELECT nosuch IN () FROM t1
  SQLSyntaxErrorException 42703 Column 'nosuch' not found in any table at line 1, column 8
SELECT NULL IN (), x'00' IN () FROM t1 WHERE 1 IN ()
  no rows
SELECT 1 = ANY ()
  SQLSyntaxErrorException 42601 syntax error: encountered ")" at line 1, column 17
CREATE TABLE c (x INT CHECK (x NOT IN ()))
  count 0
INSERT INTO c VALUES (1)
  count 1
UPDATE t1 SET x = 1, x = 2
  SQLSyntaxErrorException 42701 'x' is assigned more than once at line 1, column 22
SELECT x'303132' IN (SELECT x FROM t1)
  SQLSyntaxErrorException 42804 Values passed to IN operator must have compatible types at line 1, column 8
SELECT x'303132' = 1
  SQLSyntaxErrorException 42883 Cannot apply '=' to arguments of type '<BINARY(3)> = <INTEGER>'. Supported form(s): '<COMPARABLE_TYPE> = <COMPARABLE_TYPE>' at line 1, column 8
CREATE TABLE three (s VARCHAR(3))
  count 0
INSERT INTO three VALUES ('longer than three')
  SQLDataException 22001 a text of 17 characters is too long for VARCHAR(3)
SET conformance = lennient
  SQLDataException 22023 conformance cannot be 'lennient': it takes strict or lenient or default
SHOW conformance
  strict
SET conformance = lenient
  count 0
SHOW conformance
  lenient
UPDATE t1 SET x = 1, y = 'q', x = 2 RETURNING x, y
  2 | q
  2 | q
  2 | q
SELECT x'303132' IN (SELECT x FROM t1)
  false
SELECT x'303132' NOT IN (SELECT x FROM t1 WHERE x IS NOT NULL)
  true
SELECT x'303132' = x, x <> x'01', x < x'01' FROM t1
  false | true | null
  false | true | null
  false | true | null
SELECT x FROM t1 WHERE x'303132' IN (SELECT x FROM t1)
  no rows
SELECT x FROM t1 WHERE x'303132' NOT IN (SELECT x FROM t1 WHERE x IS NOT NULL)
  2
  2
  2
SELECT x FROM t1 WHERE x'303132' NOT IN (SELECT u.x FROM t1 u WHERE u.x = t1.x)
  2
  2
  2
SELECT t1.x FROM t1 JOIN t1 u ON t1.x = u.y
  SQLDataException 22018 'q' is not a number
SELECT y = true FROM t1
  SQLDataException 22018 'q' is neither true nor false
SELECT y = 1 FROM t1
  SQLDataException 22018 'q' is not a number
SELECT y = DATE '2020-01-01' FROM t1
  SQLDataException 22007 'q' is not a date or time
SELECT x = DATE '2020-01-01' FROM t1
  false
  false
  false
SELECT x FROM t1 WHERE x = DATE '2020-01-01'
  no rows
SELECT ARRAY[1] = 1
  false
B> SELECT x'303132' = 1
  SQLSyntaxErrorException 42883 Cannot apply '=' to arguments of type '<BINARY(3)> = <INTEGER>'. Supported form(s): '<COMPARABLE_TYPE> = <COMPARABLE_TYPE>' at line 1, column 8
B> UPDATE t1 SET x = 1, y = 'q', x = 2 RETURNING x, y
  SQLSyntaxErrorException 42701 'x' is assigned more than once at line 1, column 31
CREATE TABLE long_texts (s VARCHAR(3))
  count 0
INSERT INTO long_texts VALUES ('longer than three')
  count 1
SET conformance = default
  count 0
SELECT x'303132' = 1
  SQLSyntaxErrorException 42883 Cannot apply '=' to arguments of type '<BINARY(3)> = <INTEGER>'. Supported form(s): '<COMPARABLE_TYPE> = <COMPARABLE_TYPE>' at line 1, column 8
