# Definitions.
CREATE TABLE t (id SERIAL PRIMARY KEY, a INT NOT NULL DEFAULT 7, b VARCHAR(10) UNIQUE, c TIMESTAMP DEFAULT now(), CHECK (a > 0))
  count 0
INSERT INTO t (b) VALUES ('x'), ('y') RETURNING id, a, b, c IS NULL
  1 | 7 | x | false
  2 | 7 | y | false
INSERT INTO t (a) VALUES (-1)
  SQLIntegrityConstraintViolationException 23514 the row does not satisfy CHECK t_check1 of table t
INSERT INTO t (a) VALUES (NULL)
  SQLIntegrityConstraintViolationException 23502 column a of table t must not be NULL
INSERT INTO t (b) VALUES ('x')
  SQLIntegrityConstraintViolationException 23505 E11000 duplicate key error collection: test.t index: t_b_key dup key: { b: "x" }
CREATE TABLE IF NOT EXISTS t (id INT)
  count 0
CREATE TABLE big (id BIGSERIAL PRIMARY KEY, small SMALLSERIAL)
  count 0
INSERT INTO big VALUES (DEFAULT, DEFAULT) RETURNING *
  1 | 1
# Words that PostgreSQL does not reserve are names.
CREATE TABLE upsert (id INT PRIMARY KEY, at INT, open INT, close INT, procedure INT, language INT, condition INT, function INT, each INT, "order" INT, value INT, year INT, "Mixed" INT)
  count 0
INSERT INTO upsert (id, at, open, language, "order", value, year, "Mixed") VALUES (1, 2, 3, 4, 5, 6, 7, 8)
  count 1
SELECT at, u.open, language, "order", value, year, "Mixed" FROM upsert u WHERE at > 1 AND language = 4
  2 | 3 | 4 | 5 | 6 | 7 | 8
# A table made of a query.
CREATE TABLE copy AS SELECT id, a * 2 AS twice, 'lit' AS l, b, 1.5 AS d, NULL AS n FROM t WHERE id < 3
  count 2
INSERT INTO copy VALUES (9, 9, 'longer than three', 'z', 100.25, 'txt') RETURNING *
  9 | 9 | longer than three | z | 100.25 | txt
SELECT id, twice, b FROM copy ORDER BY id
  1 | 14 | x
  2 | 14 | y
  9 | 9 | z
INSERT INTO copy (b) VALUES ('eleven char')
  SQLDataException 22001 a text of 11 characters is too long for VARCHAR(10)
CREATE TABLE IF NOT EXISTS copy AS SELECT 1 AS a
  count 0
CREATE TABLE empty (x, y) AS SELECT id, a FROM t ORDER BY id WITH NO DATA
  count 0
SELECT x, y FROM empty
  no rows
CREATE TABLE with_list AS WITH q AS (SELECT id FROM t) SELECT * FROM q WITH DATA
  count 2
CREATE TABLE rows (n, c) AS VALUES (1, 'a'), (2, 'b')
  count 2
SELECT * FROM rows ORDER BY n
  1 | a
  2 | b
# Indexes.
CREATE INDEX i1 ON t USING btree (a)
  count 0
CREATE INDEX i2 ON t USING hash (a, b)
  count 0
CREATE INDEX ON t (a DESC, b)
  count 0
CREATE INDEX i3 ON t (b)
  count 0
CREATE INDEX i3_again ON t (b)
  SQLSyntaxErrorException 42710 index 'i3' of table 't' is over the same keys already; another one would serve no query more
CREATE INDEX i4 ON t USING gin (b)
  SQLSyntaxErrorException 42704 there are no indexes of the kind 'gin', only btree at line 1, column 28
CREATE INDEX i1 ON t (c)
  SQLSyntaxErrorException 42P07 index 'i1' already exists
DROP INDEX i1
  count 0
DROP INDEX IF EXISTS i1
  count 0
# ALTER TABLE.
ALTER TABLE t ADD COLUMN d INT DEFAULT 5
  count 0
ALTER TABLE t ALTER COLUMN d TYPE VARCHAR(5)
  count 0
UPDATE t SET d = d || 'x' WHERE id = 1
  count 1
ALTER TABLE t ALTER COLUMN d SET DATA TYPE INT
  SQLDataException 22018 '5x' is not a number
UPDATE t SET d = '6' WHERE id = 1
  count 1
ALTER TABLE t ALTER d TYPE INT
  count 0
SELECT id, d + 1 FROM t ORDER BY id
  1 | 7
  2 | 6
ALTER TABLE t ALTER id TYPE BIGINT
  SQLSyntaxErrorException 42P16 column 'id' belongs to a key and keeps its type at line 1, column 21
ALTER TABLE t RENAME COLUMN d TO e
  count 0
ALTER TABLE t ALTER e SET NOT NULL
  count 0
ALTER TABLE t ADD CONSTRAINT positive CHECK (e > 5)
  SQLIntegrityConstraintViolationException 23514 the row does not satisfy CHECK positive of table t
ALTER TABLE t ADD CONSTRAINT positive CHECK (e > 0)
  count 0
ALTER TABLE t DROP CONSTRAINT positive
  count 0
# Several changes at once write each row once.
CREATE TABLE many (id INT PRIMARY KEY, a INT, b VARCHAR(5))
  count 0
INSERT INTO many VALUES (1, 10, 'x'), (2, 20, 'y')
  count 2
CREATE UNIQUE INDEX many_ab ON many (b, a)
  count 0
CREATE SEQUENCE drawn
  count 0
ALTER TABLE many RENAME COLUMN b TO z, RENAME COLUMN a TO q
  count 0
ALTER TABLE many ADD COLUMN k INT DEFAULT 3, ADD COLUMN l INT NOT NULL DEFAULT 4 CHECK (l > 3), ADD COLUMN m INT DEFAULT NEXT VALUE FOR drawn CHECK (m < 10)
  count 0
ALTER TABLE many ADD COLUMN n SERIAL, DROP COLUMN l, ALTER COLUMN k TYPE VARCHAR(10), ADD CONSTRAINT u UNIQUE (n)
  count 0
INSERT INTO many (id) VALUES (5)
  count 1
SELECT id, q, z, k || '!', m, n FROM many ORDER BY id
  1 | 10 | x | 3! | 1 | 1
  2 | 20 | y | 3! | 2 | 2
  5 | null | null | 3! | 3 | 3
SELECT index_name, column_name FROM duet.indexes WHERE table_name = 'many' ORDER BY index_name, ordinal_position
  many_ab | z
  many_ab | q
  many_pkey | id
  u | n
ALTER TABLE many ADD COLUMN o INT, ADD COLUMN p INT NOT NULL
  SQLIntegrityConstraintViolationException 23502 column p of table many must not be NULL
ALTER TABLE many RENAME TO x, ADD COLUMN r INT
  SQLSyntaxErrorException 42601 RENAME TO cannot stand beside other actions of ALTER TABLE
# A view has the columns that it had when it was made.
CREATE VIEW v AS SELECT * FROM t WHERE a > 0
  count 0
ALTER TABLE t ADD COLUMN f INT
  count 0
SELECT id, a, b, e FROM v ORDER BY id
  1 | 7 | x | 6
  2 | 7 | y | 5
SELECT f FROM v
  SQLSyntaxErrorException 42703 Column 'f' not found in any table at line 1, column 8
ALTER TABLE t DROP COLUMN e
  SQLNonTransientException 2BP01 the column is needed by view 'v'; drop that first
# It knows a column by the name that it had then.
ALTER TABLE t RENAME COLUMN e TO g
  count 0
SELECT e FROM v WHERE e > 5
  6
SELECT e FROM v WHERE e > 5 FOR UPDATE
  6
ALTER TABLE t ADD COLUMN e VARCHAR(3) DEFAULT 'new'
  count 0
SELECT v.e, t.e, t.g FROM v JOIN t ON v.id = t.id WHERE t.id = 1
  6 | new | 6
ALTER TABLE t DROP COLUMN e
  count 0
ALTER TABLE t DROP COLUMN g
  SQLNonTransientException 2BP01 the column is needed by view 'v'; drop that first
ALTER TABLE t RENAME COLUMN g TO e
  count 0
SELECT e FROM v WHERE e > 5
  6
ALTER TABLE t DROP COLUMN f
  count 0
DROP TABLE t
  SQLNonTransientException 2BP01 't' is needed by view 'v'; drop that first, or both with CASCADE
CREATE OR REPLACE VIEW v (x) AS SELECT id FROM t
  count 0
SELECT * FROM v ORDER BY x
  1
  2
DROP VIEW v
  count 0
# Sequences and schemas.
CREATE SEQUENCE s START WITH 5 INCREMENT BY 2
  count 0
SELECT currval('s')
  SQLNonTransientException 55000 this session has drawn no value of sequence 's' yet; NEXTVAL draws one
SELECT nextval('s'), currval('s'), NEXT VALUE FOR s
  5 | 5 | 7
CREATE SCHEMA other
  count 0
CREATE TABLE other.t (id INT PRIMARY KEY)
  count 0
INSERT INTO other.t VALUES (1)
  count 1
SELECT t.id FROM other.t
  1
DROP SCHEMA other
  SQLNonTransientException 2BP01 schema 'other' is not empty; DROP SCHEMA ... CASCADE drops what it holds
DROP SCHEMA other CASCADE
  count 0
COMMENT ON TABLE t IS 'things'
  count 0
DROP TABLE IF EXISTS t, nosuch
  count 0
# CASCADE takes along what stands on a table.
CREATE TABLE parent (id INT PRIMARY KEY)
  count 0
CREATE TABLE child (id INT PRIMARY KEY, parent INT REFERENCES parent)
  count 0
CREATE VIEW v1 AS SELECT id FROM parent
  count 0
CREATE VIEW v2 AS SELECT id FROM v1
  count 0
DROP VIEW v1
  SQLNonTransientException 2BP01 'v1' is needed by view 'v2'; drop that first, or both with CASCADE
DROP TABLE parent
  SQLNonTransientException 2BP01 table 'parent' cannot be dropped: table 'child' refers to it
DROP VIEW v1 CASCADE
  count 0
SELECT * FROM v2
  SQLSyntaxErrorException 42P01 Object 'v2' not found at line 1, column 15
CREATE VIEW v1 AS SELECT id FROM parent
  count 0
CREATE VIEW v2 AS SELECT id FROM v1
  count 0
DROP TABLE Parent CASCADE
  count 0
SELECT * FROM v2
  SQLSyntaxErrorException 42P01 Object 'v2' not found at line 1, column 15
INSERT INTO child VALUES (1, 77)
  count 1
CREATE TABLE "A" (id INT PRIMARY KEY)
  count 0
CREATE TABLE "B" (id INT PRIMARY KEY, a INT REFERENCES "A")
  count 0
DROP TABLE a, b
  count 0
