# REPLACE: what is in the way goes.
CREATE TABLE r (id INTEGER PRIMARY KEY, u INTEGER UNIQUE, s VARCHAR(10) DEFAULT 'd')
  count 0
INSERT INTO r VALUES (1, 10, 'one'), (2, 20, 'two'), (3, 30, 'three')
  count 3
REPLACE INTO r VALUES (1, 11, 'new')
  count 1
INSERT OR REPLACE INTO r (id, u) VALUES (4, 20) RETURNING *
  4 | 20 | d
SELECT * FROM r ORDER BY id
  1 | 11 | new
  3 | 30 | three
  4 | 20 | d
REPLACE INTO r VALUES (1, 30, 'both')
  count 1
SELECT * FROM r ORDER BY id
  1 | 30 | both
  4 | 20 | d
REPLACE INTO r VALUES (7, 70, 'a'), (7, 71, 'b'), (8, 71, 'c') RETURNING id, u, s
  8 | 71 | c
SELECT * FROM r ORDER BY id
  1 | 30 | both
  4 | 20 | d
  8 | 71 | c
REPLACE INTO r SELECT id, u + 1, s FROM r
  count 3
SELECT * FROM r ORDER BY id
  1 | 31 | both
  4 | 21 | d
  8 | 72 | c
REPLACE INTO r VALUES (1, 2, 'ab') ON CONFLICT DO NOTHING
  SQLSyntaxErrorException 42P10 REPLACE takes no ON CONFLICT: it deletes what is in the way at line 1, column 36
UPSERT INTO r VALUES (1, 2, 'ab')
  SQLSyntaxErrorException 42601 syntax error: non-query expression encountered in illegal context at line 1, column 1
REPLACE INTO nosuch VALUES (1)
  SQLSyntaxErrorException 42P01 table 'nosuch' does not exist at line 1, column 14
REPLACE INTO r VALUES (1, 'x', 'y')
  SQLDataException 22018 'x' is not a number
EXPLAIN PLAN FOR REPLACE INTO r VALUES (1, 2, 'z')
  insert into test.r, instead of the rows with the same keys
    1 rows of values
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
WITH q AS (SELECT 5 AS a) REPLACE INTO r SELECT a, a, 'q' FROM q
  count 1
SELECT replace('abc', 'b', 'x') FROM r WHERE id = 5
  axc
CREATE TABLE kid (id INTEGER PRIMARY KEY, r INTEGER REFERENCES r ON DELETE CASCADE)
  count 0
CREATE TABLE lone (id INTEGER PRIMARY KEY, r INTEGER REFERENCES r ON DELETE SET NULL)
  count 0
CREATE TABLE firm (id INTEGER PRIMARY KEY, r INTEGER REFERENCES r)
  count 0
INSERT INTO kid VALUES (1, 1), (2, 5)
  count 2
INSERT INTO lone VALUES (1, 1), (2, 5)
  count 2
INSERT INTO firm VALUES (1, 8)
  count 1
SELECT * FROM r ORDER BY id
  1 | 31 | both
  4 | 21 | d
  5 | 5 | q
  8 | 72 | c
REPLACE INTO r VALUES (1, 100, 'again')
  count 1
SELECT * FROM kid
  2 | 5
SELECT * FROM lone
  1 | null
  2 | 5
REPLACE INTO r VALUES (8, 800, 'stays')
  count 1
REPLACE INTO r VALUES (9, 800, 'moves in')
  SQLIntegrityConstraintViolationException 23503 foreign key firm_fkey1 of table firm: a row is still referred to: the row with key 1 needs it
SELECT * FROM r ORDER BY id
  1 | 100 | again
  4 | 21 | d
  5 | 5 | q
  8 | 800 | stays
CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree ON DELETE CASCADE, s VARCHAR(4))
  count 0
INSERT INTO tree VALUES (1, NULL, 'old'), (2, 1, 'old'), (3, 2, 'old')
  count 3
REPLACE INTO tree VALUES (1, NULL, 'new'), (5, 1, 'new')
  count 2
SELECT * FROM tree ORDER BY id
  1 | null | new
  5 | 1 | new
CREATE TABLE g (id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, u INTEGER UNIQUE)
  count 0
REPLACE INTO g (u) VALUES (1)
  count 1
REPLACE INTO g (u) VALUES (1)
  count 1
SELECT * FROM g
  2 | 1
CREATE TABLE ck (id INTEGER PRIMARY KEY, n INTEGER CHECK (n > 0))
  count 0
INSERT INTO ck VALUES (1, 1)
  count 1
REPLACE INTO ck VALUES (1, 0)
  SQLIntegrityConstraintViolationException 23514 the row does not satisfy CHECK ck_check1 of table ck
SELECT * FROM ck
  1 | 1
REPLACE INTO r (id) VALUES (1), (1), (1)
  count 1
SELECT * FROM r ORDER BY id
  1 | null | d
  4 | 21 | d
  5 | 5 | q
  8 | 800 | stays
CREATE COLLECTION docs
  count 0
REPLACE INTO docs (_id, address.city) VALUES (1, 'x')
  count 1
REPLACE INTO docs (_id, name) VALUES (1, 'y')
  count 1
SELECT * FROM docs
  1 | y
