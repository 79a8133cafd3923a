# Views.
CREATE TABLE emp (id INT PRIMARY KEY, name VARCHAR(10), dept INT, pay INT CHECK (pay > 0))
  done
INSERT INTO emp VALUES (1, 'ann', 1, 10), (2, 'bob', 1, 20), (3, 'cid', 2, 30)
  count 3
CREATE VIEW rich AS SELECT id, name, pay * 2 AS twice FROM emp WHERE pay > 15
  done
SELECT * FROM rich ORDER BY id
  2 | bob | 40
  3 | cid | 60
CREATE VIEW named (a, b) AS SELECT name, dept FROM emp
  done
SELECT n.b, COUNT(*) FROM named n GROUP BY n.b ORDER BY 1
  1 | 2
  2 | 1
CREATE VIEW rich AS SELECT 1 AS x
  error 42P07
CREATE VIEW IF NOT EXISTS rich AS SELECT 1 AS x
  done
CREATE VIEW bad AS SELECT nosuch FROM emp
  error 42703
CREATE VIEW bad AS SELECT id FROM emp WHERE id = ?
  error 42P16
CREATE VIEW richest AS SELECT r.name, named.b FROM rich r JOIN named ON r.name = named.a WHERE twice > 50
  done
SELECT * FROM richest
  cid | 2
WITH rich AS (SELECT 5 AS five) SELECT * FROM rich
  5
SELECT (SELECT MAX(twice) FROM rich), x.name FROM emp x WHERE EXISTS (SELECT 1 FROM rich WHERE rich.id = x.id) ORDER BY 2
  60 | bob
  60 | cid
EXPLAIN PLAN FOR SELECT name FROM rich WHERE id = 2
  compute 1 columns
    scan test.emp: one document by its key, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT table_name, table_type FROM information_schema.tables ORDER BY 1
  emp | BASE TABLE
  named | VIEW
  rich | VIEW
  richest | VIEW
SELECT table_name, view_definition FROM information_schema.views ORDER BY 1
  named | SELECT name, dept FROM emp
  rich | SELECT id, name, pay * 2 AS twice FROM emp WHERE pay > 15
  richest | SELECT r.name, named.b FROM rich r JOIN named ON r.name = named.a WHERE twice > 50
SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'rich' ORDER BY ordinal_position
  id | INTEGER
  name | VARCHAR(10)
  twice | INTEGER
INSERT INTO rich VALUES (4, 'dan', 1)
  error 42809
DELETE FROM rich
  error 42809
DROP TABLE rich
  error 42809
DROP VIEW emp
  error 42809
DROP TABLE emp
  error 2BP01
DROP VIEW rich
  error 2BP01
CREATE OR REPLACE VIEW rich AS SELECT id, name, pay AS twice FROM emp WHERE pay > 5
  done
SELECT * FROM rich ORDER BY id
  1 | ann | 10
  2 | bob | 20
  3 | cid | 30
CREATE OR REPLACE VIEW rich AS SELECT 1 AS id, name, 1 AS twice FROM richest
  error 54000
SELECT * FROM rich ORDER BY id FOR UPDATE SKIP LOCKED
  1 | ann | 10
  2 | bob | 20
  3 | cid | 30
BEGIN
  done
SELECT name FROM rich WHERE id = 1 FOR UPDATE OF rich
  ann
B> UPDATE emp SET pay = pay + 1 WHERE id = 1
  waits for the claim on 1
ROLLBACK
  done
B>
  count 1
DROP VIEW richest, rich
  done
DROP VIEW IF EXISTS rich
  done
SELECT * FROM rich
  error 42P01
# A view of another schema keeps its own names.
CREATE SCHEMA other
  done
CREATE SCHEMA other
  error 42P06
CREATE SCHEMA IF NOT EXISTS other
  done
SELECT schema_name FROM information_schema.schemata ORDER BY 1
  other
  test
CREATE VIEW other.names AS SELECT name FROM emp
  done
SET schema other
  done
CREATE TABLE emp (id INT PRIMARY KEY)
  done
SELECT * FROM names ORDER BY 1
  ann
  bob
  cid
SET schema test
  done
DROP SCHEMA other
  error 2BP01
DROP SCHEMA other CASCADE
  done
DROP SCHEMA other
  error 3F000
DROP SCHEMA IF EXISTS other
  done
# ALTER TABLE.
CREATE INDEX emp_name ON emp (name)
  done
ALTER TABLE emp ADD COLUMN city VARCHAR(10) DEFAULT 'Rome' NOT NULL
  done
ALTER TABLE emp ADD COLUMN IF NOT EXISTS city INT
  done
ALTER TABLE emp ADD city INT
  error 42701
ALTER TABLE emp ADD COLUMN must INT NOT NULL
  error 23502
INSERT INTO emp (id, name, dept, pay) VALUES (4, 'dan', 2, 40)
  count 1
SELECT * FROM emp ORDER BY id
  1 | ann | 1 | 11 | Rome
  2 | bob | 1 | 20 | Rome
  3 | cid | 2 | 30 | Rome
  4 | dan | 2 | 40 | Rome
ALTER TABLE emp RENAME COLUMN pay TO salary
  done
UPDATE emp SET salary = -1
  error 23514
SELECT id, salary FROM emp WHERE salary > 20 ORDER BY id
  3 | 30
  4 | 40
ALTER TABLE emp RENAME COLUMN name TO nick
  done
SELECT count(*) FROM emp WHERE nick = 'dan'
  1
ALTER TABLE emp RENAME COLUMN nick TO name
  done
ALTER TABLE emp DROP COLUMN name
  error 2BP01
SELECT count(*) FROM named
  4
DROP VIEW named
  done
ALTER TABLE emp RENAME COLUMN name TO nick
  done
EXPLAIN PLAN FOR SELECT id FROM emp WHERE nick = 'bob'
  compute 1 columns
    scan test.emp: index emp_name (nick by value), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM emp WHERE nick = 'bob'
  2
ALTER TABLE emp ALTER COLUMN city DROP NOT NULL
  done
INSERT INTO emp (id, city) VALUES (5, NULL)
  count 1
ALTER TABLE emp ALTER COLUMN city SET NOT NULL
  error 23502
UPDATE emp SET city = 'Oslo' WHERE id = 5
  count 1
ALTER TABLE emp ALTER COLUMN city SET NOT NULL, ALTER COLUMN city SET DEFAULT 'Bonn'
  done
INSERT INTO emp (id) VALUES (6)
  count 1
ALTER TABLE emp ADD CONSTRAINT few CHECK (dept < 3)
  done
ALTER TABLE emp ADD CONSTRAINT fewer CHECK (dept < 2)
  error 23514
INSERT INTO emp (id, dept) VALUES (7, 3)
  error 23514
ALTER TABLE emp DROP CONSTRAINT few
  done
ALTER TABLE emp DROP CONSTRAINT few
  error 42704
ALTER TABLE emp DROP CONSTRAINT IF EXISTS few
  done
ALTER TABLE emp ADD CONSTRAINT one UNIQUE (city)
  error 23505
ALTER TABLE emp ADD CONSTRAINT nicks UNIQUE (nick, dept)
  done
INSERT INTO emp (id, nick, dept) VALUES (8, 'ann', 1)
  error 23505
ALTER TABLE emp DROP CONSTRAINT nicks
  done
CREATE TABLE dept (id INT PRIMARY KEY)
  done
ALTER TABLE emp ADD CONSTRAINT in_dept FOREIGN KEY (dept) REFERENCES dept
  error 23503
INSERT INTO dept VALUES (1), (2)
  count 2
ALTER TABLE emp ADD CONSTRAINT in_dept FOREIGN KEY (dept) REFERENCES dept ON DELETE SET NULL
  done
DELETE FROM dept WHERE id = 2
  count 1
SELECT id, dept, city FROM emp ORDER BY id
  1 | 1 | Rome
  2 | 1 | Rome
  3 | null | Rome
  4 | null | Rome
  5 | null | Oslo
  6 | null | Bonn
ALTER TABLE emp DROP COLUMN dept
  done
ALTER TABLE emp DROP COLUMN nosuch
  error 42703
ALTER TABLE emp DROP COLUMN IF EXISTS nosuch
  done
ALTER TABLE emp DROP COLUMN id
  error 42P16
DROP TABLE dept
  done
ALTER TABLE emp DROP COLUMN nick
  done
SELECT * FROM emp ORDER BY id
  1 | 11 | Rome
  2 | 20 | Rome
  3 | 30 | Rome
  4 | 40 | Rome
  5 | null | Oslo
  6 | null | Bonn
SELECT index_name FROM duet.indexes WHERE table_name = 'emp'
  emp_pkey
CREATE TABLE task (id INT PRIMARY KEY, who INT REFERENCES emp)
  done
INSERT INTO task VALUES (1, 1)
  count 1
ALTER TABLE emp RENAME TO person
  done
SELECT COUNT(*) FROM person
  6
SELECT COUNT(*) FROM emp
  error 42P01
DELETE FROM person WHERE id = 1
  error 23503
INSERT INTO task VALUES (2, 77)
  error 23503
ALTER TABLE nosuch ADD x INT
  error 42P01
ALTER TABLE IF EXISTS nosuch ADD x INT
  done
BEGIN
  done
ALTER TABLE person ADD COLUMN x INT DEFAULT 7
  done
SELECT MAX(x) FROM person
  7
ROLLBACK
  done
SELECT x FROM person
  error 42703
# DDL waits for open locks.
BEGIN
  done
UPDATE person SET salary = 1 WHERE id = 1
  count 1
B> SET lock_timeout = 0
  done
B> ALTER TABLE person ADD COLUMN y INT DEFAULT 1
  waits for the claim on test.person
COMMIT
  done
B>
  done
SELECT id, salary, y FROM person WHERE id < 3 ORDER BY id
  1 | 1 | 1
  2 | 20 | 1
BEGIN
  done
INSERT INTO person (id) VALUES (50)
  count 1
B> ALTER TABLE person RENAME TO people
  waits for the claim on test.person
COMMIT
  done
B>
  done
SELECT COUNT(*) FROM people WHERE id = 50
  1
# Comments.
COMMENT ON TABLE people IS 'who works here'
  done
COMMENT ON COLUMN people.salary IS 'per hour'
  done
COMMENT ON COLUMN people.nosuch IS 'x'
  error 42703
COMMENT ON TABLE people IS NULL
  done
# Identity columns and sequences.
CREATE TABLE auto (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, n INT)
  done
INSERT INTO auto (n) VALUES (1), (2) RETURNING id
  1
  2
INSERT INTO auto VALUES (10, 3)
  count 1
INSERT INTO auto (n) SELECT n + 10 FROM auto
  count 3
SELECT * FROM auto ORDER BY id
  1 | 1
  2 | 2
  3 | 11
  4 | 12
  5 | 13
  10 | 3
BEGIN
  done
INSERT INTO auto (n) VALUES (100) RETURNING id
  6
ROLLBACK
  done
INSERT INTO auto (n) VALUES (101) RETURNING id
  7
CREATE TABLE strict (id INT GENERATED ALWAYS AS IDENTITY (START WITH 100, INCREMENT BY 5) PRIMARY KEY, n INT)
  done
INSERT INTO strict (n) VALUES (1), (2)
  count 2
INSERT INTO strict VALUES (7, 7)
  error 428C9
INSERT INTO strict VALUES (DEFAULT, 7)
  count 1
SELECT * FROM strict ORDER BY id
  100 | 1
  105 | 2
  110 | 7
CREATE TABLE short (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INT)
  done
INSERT INTO short (n) VALUES (1) RETURNING id
  1
CREATE SEQUENCE s START WITH 5 INCREMENT BY 10
  done
CREATE SEQUENCE s
  error 42P07
SELECT NEXT VALUE FOR s
  5
SELECT nextval('s'), nextval('s')
  15 | 25
SELECT nextval('nosuch')
  error 42P01
SELECT sequence_name, increment FROM information_schema.sequences ORDER BY 1
  auto_id_seq | 1
  s | 10
  short_id_seq | 1
  strict_id_seq | 5
SELECT * FROM s
  error 42P01
CREATE TABLE uses (id INT PRIMARY KEY, v BIGINT DEFAULT NEXT VALUE FOR s)
  done
INSERT INTO uses (id) VALUES (1), (2)
  count 2
SELECT * FROM uses ORDER BY id
  1 | 35
  2 | 45
ALTER TABLE uses ADD COLUMN num INT GENERATED BY DEFAULT AS IDENTITY
  done
SELECT * FROM uses ORDER BY id
  1 | 35 | 1
  2 | 45 | 2
DROP SEQUENCE uses
  error 42809
DROP SEQUENCE s
  done
DROP SEQUENCE IF EXISTS s
  done
DROP TABLE auto
  done
SELECT nextval('auto_id_seq')
  error 42P01
BEGIN
  done
CREATE TABLE inside (id INT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, n INT)
  done
INSERT INTO inside (n) VALUES (1), (2)
  count 2
SELECT * FROM inside ORDER BY id
  1 | 1
  2 | 2
COMMIT
  done
INSERT INTO inside (n) VALUES (3) RETURNING id
  3
