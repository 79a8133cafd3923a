# What Duet has not is refused, and says so.
CREATE TABLE t (id INT PRIMARY KEY, a INT)
  count 0
INSERT INTO t VALUES (1, 10)
  count 1
SELCT 1
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
SELECT nosuch FROM t
  SQLSyntaxErrorException 42703 Column 'nosuch' not found in any table at line 1, column 8
SELECT * FROM nosuch
  SQLSyntaxErrorException 42P01 Object 'nosuch' not found at line 1, column 15
SELECT nosuch(1)
  SQLSyntaxErrorException 42883 No match found for function signature nosuch(<NUMERIC>) at line 1, column 8
SELECT a, count(*) FROM t
  SQLSyntaxErrorException 42803 Expression 'a' is not being grouped at line 1, column 8
SELECT DISTINCT ON (a) a, id FROM t
  10 | 1
SELECT * FROM t ORDER BY a FETCH FIRST 1 ROW WITH TIES
  1 | 10
SELECT id FROM t WHERE id IN ()
  no rows
SELECT to_char(now(), 'YYYY')
  SQLSyntaxErrorException 42883 function TO_CHAR is not available
SELECT 2 ^ 3
  SQLSyntaxErrorException 42883 function ^ is not available
SELECT INTERVAL '1 month 1 day'
  SQLSyntaxErrorException 42601 '1 month 1 day' is no interval: years and months cannot stand beside days and shorter units
SELECT INTERVAL '3 parsecs'
  SQLSyntaxErrorException 42601 '3 parsecs' is no interval: 'parsecs' is no unit of time
SELECT CAST('abc' AS INT)
  SQLDataException 22018 'abc' is not a number
SELECT CAST(id AS nosuch) FROM t
  SQLSyntaxErrorException 42703 Unknown identifier 'nosuch' at line 1, column 19
SELECT 1 / 0
  SQLDataException 22012 division by zero
SELECT (SELECT id FROM (VALUES (1), (2)) AS x (id))
  SQLNonTransientException 21000 a scalar sub-query returned more than one row
SELECT generate_series(1, 3)
  SQLSyntaxErrorException 42883 No match found for function signature generate_series(<NUMERIC>, <NUMERIC>) at line 1, column 8
SELECT * FROM generate_series(1, 3, 0)
  SQLDataException 22023 a series cannot have the step 0
SELECT * FROM t TABLESAMPLE SYSTEM (10)
  SQLFeatureNotSupportedException HYC00 the query needs Sample, which Duet has not
INSERT INTO t VALUES (1)
  SQLIntegrityConstraintViolationException 23505 E11000 duplicate key error collection: test.t index: _id_ dup key: { _id: 1 }
INSERT INTO t (id, b) VALUES (1, 2)
  SQLSyntaxErrorException 42703 table t has no column 'b' at line 1, column 20
INSERT INTO t VALUES ('x', 2)
  SQLDataException 22018 'x' is not a number
INSERT INTO t VALUES (3000000000, 2)
  SQLDataException 22003 3000000000 is out of range for INTEGER
UPDATE t SET a = 1, a = 2
  SQLSyntaxErrorException 42701 'a' is assigned more than once at line 1, column 21
UPDATE t SET nosuch = 1
  SQLSyntaxErrorException 42703 table t has no column 'nosuch' at line 1, column 14
WITH x AS (DELETE FROM t RETURNING id) SELECT * FROM x
  SQLSyntaxErrorException 42601 syntax error: incorrect syntax near the keyword 'DELETE' at line 1, column 12
CREATE TABLE c AS SELECT INTERVAL '1' DAY AS i
  SQLSyntaxErrorException 42804 column 'i' would be an INTERVAL, which cannot be stored; CAST it
CREATE TABLE c AS SELECT id, id FROM t
  SQLSyntaxErrorException 42701 the table would have two columns called 'id'
CREATE TABLE c (x, y, z) AS SELECT id, a FROM t
  SQLSyntaxErrorException 42601 the table names 3 columns, its query has 2
CREATE TABLE t AS SELECT 1 AS id
  SQLSyntaxErrorException 42P07 table 't' already exists
CREATE TEMPORARY TABLE c (id INT)
  SQLSyntaxErrorException 42601 syntax error: encountered "TEMPORARY" at line 1, column 8
CREATE TABLE c (id nosuch)
  SQLSyntaxErrorException 42704 there is no type 'nosuch' at line 1, column 20
CREATE TABLE c (id INT[])
  SQLSyntaxErrorException 42601 syntax error: encountered "[" at line 1, column 23
CREATE MATERIALIZED VIEW m AS SELECT * FROM t
  SQLSyntaxErrorException 42601 syntax error: encountered "MATERIALIZED" at line 1, column 8
CREATE FUNCTION f() RETURNS INT AS 'SELECT 1'
  SQLSyntaxErrorException 42601 syntax error: encountered "FUNCTION" at line 1, column 8
CREATE TRIGGER tr BEFORE INSERT ON t EXECUTE FUNCTION f()
  SQLSyntaxErrorException 42601 syntax error: encountered "TRIGGER" at line 1, column 8
CREATE INDEX i ON t (a) WHERE a > 1
  count 0
CREATE INDEX i ON t (lower(a))
  SQLSyntaxErrorException 42601 syntax error: encountered "lower" at line 1, column 22
CREATE TYPE mood AS ENUM ('sad')
  SQLSyntaxErrorException 42601 syntax error: encountered "TYPE" at line 1, column 8
GRANT SELECT ON t TO x
  SQLSyntaxErrorException 42601 syntax error: incorrect syntax near the keyword 'GRANT' at line 1, column 1
VACUUM
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
ANALYZE t
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
LISTEN x
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
COPY t FROM STDIN
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
PREPARE p AS SELECT 1
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
PREPARE TRANSACTION 'x'
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
SELECT count(*) FROM t FOR UPDATE
  SQLSyntaxErrorException 42P10 FOR UPDATE cannot reach the rows below aggregate: they do not stand for one document each
LOCK TABLE t
  SQLNonTransientException 25P01 LOCK TABLE needs an open transaction: outside one the lock would be gone at once
SAVEPOINT s
  SQLNonTransientException 25P01 SAVEPOINT needs an open transaction
SET nosuch = 1
  SQLSyntaxErrorException 42704 there is no setting 'nosuch'
SHOW nosuch
  SQLSyntaxErrorException 42704 there is no setting 'nosuch'
SELECT * FROM t FOR UPDATE WAIT -1
  SQLDataException 22023 WAIT cannot be negative
SELECT ?
  SQLSyntaxErrorException 07001 the statement takes 1 parameters, but 0 were given
DROP TABLE nosuch
  SQLSyntaxErrorException 42P01 table 'nosuch' does not exist
# What the catalog could not store is refused before it is there.
CREATE TABLE rows_of_rows (id INT PRIMARY KEY, r ROW(x INT, y VARCHAR(3)))
  SQLFeatureNotSupportedException HYC00 a column of a table or a view cannot be a ROW; ANY holds documents and arrays of any shape, MAP and ARRAY those of one
CREATE TABLE bags (id INT PRIMARY KEY, b INT MULTISET)
  SQLFeatureNotSupportedException HYC00 a column of a table or a view cannot be a MULTISET; ANY holds documents and arrays of any shape, MAP and ARRAY those of one
ALTER TABLE t ADD COLUMN r ROW(x INT)
  SQLFeatureNotSupportedException HYC00 a column of a table or a view cannot be a ROW; ANY holds documents and arrays of any shape, MAP and ARRAY those of one
CREATE VIEW rows_of_rows AS SELECT ROW(1, 2) AS r
  SQLFeatureNotSupportedException HYC00 a column of a table or a view cannot be a ROW; ANY holds documents and arrays of any shape, MAP and ARRAY those of one
CREATE VIEW rows_of_rows AS SELECT ARRAY[ROW(1, 2)] AS r
  SQLFeatureNotSupportedException HYC00 a column of a table or a view cannot be a ROW; ANY holds documents and arrays of any shape, MAP and ARRAY those of one
CREATE VIEW bags AS SELECT MULTISET[1] AS b
  SQLFeatureNotSupportedException HYC00 a column of a table or a view cannot be a MULTISET; ANY holds documents and arrays of any shape, MAP and ARRAY those of one
SELECT 1 FROM t WHERE 1 = 0
  no rows
