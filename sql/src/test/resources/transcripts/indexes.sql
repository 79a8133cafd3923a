# Indexes belong to the engine; SQL makes them, uses them and tells of them.
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20), c DOUBLE, d DATE)
  done
INSERT INTO t SELECT x, MOD(x, 10), 'name' || CAST(MOD(x, 7) AS VARCHAR), x / 2.0, DATE '2024-01-01' FROM UNNEST(ARRAY[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]) AS s (x)
  count 20
CREATE INDEX t_ab ON t (a, b DESC)
  done
CREATE INDEX t_ab ON t (a)
  error 42P07
CREATE INDEX IF NOT EXISTS t_ab ON t (a)
  done
CREATE INDEX ON t (c)
  done
CREATE INDEX bad ON t (nosuch)
  error 42703
CREATE INDEX bad ON nosuch (a)
  error 42P01
SELECT table_name, index_name, is_unique, column_name, ordinal_position, direction FROM duet.indexes
  t | t_pkey | YES | id | 1 | ASC
  t | t_ab | NO | a | 1 | ASC
  t | t_ab | NO | b | 2 | DESC
  t | t_c_idx | NO | c | 1 | ASC
EXPLAIN PLAN FOR SELECT id FROM t WHERE a = 3
  compute 1 columns
    scan test.t: index t_ab (a by value, b), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t WHERE a = 3 ORDER BY id
  3
  13
EXPLAIN PLAN FOR SELECT id FROM t WHERE a = 3 AND b LIKE 'name%'
  compute 1 columns
    scan test.t: index t_ab (a by value, b by range), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t WHERE a = 3 AND b LIKE 'name6%' ORDER BY id
  13
SELECT id FROM t WHERE a = 3 AND b LIKE '%6'
  13
EXPLAIN PLAN FOR SELECT id FROM t WHERE a IN (3, 4) ORDER BY id
  sort, limited
    compute 1 columns
      scan test.t: index t_ab (a by value, b), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t WHERE a IN (3, 4) ORDER BY id
  3
  4
  13
  14
EXPLAIN PLAN FOR SELECT id FROM t WHERE a BETWEEN 2 AND 3
  compute 1 columns
    scan test.t: index t_ab (a by range, b), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t WHERE a BETWEEN 2 AND 3 ORDER BY id
  2
  3
  12
  13
EXPLAIN PLAN FOR SELECT id FROM t WHERE c = 4.5
  compute 1 columns
    scan test.t: index t_c_idx (c by range), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM t WHERE c = 4.5
  9
EXPLAIN PLAN FOR SELECT a, b FROM t ORDER BY a, b DESC LIMIT 3
  limit
    compute 2 columns
      scan test.t: index t_ab (a, b), in its order
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT a, b FROM t ORDER BY a, b DESC LIMIT 3
  0 | name6
  0 | name3
  1 | name4
EXPLAIN PLAN FOR SELECT a, b FROM t ORDER BY a DESC, b LIMIT 3
  limit
    compute 2 columns
      scan test.t: index t_ab (a, b), in its order
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT a, b FROM t ORDER BY a DESC, b LIMIT 3
  9 | name2
  9 | name5
  8 | name1
EXPLAIN PLAN FOR SELECT a, b FROM t ORDER BY a, b LIMIT 3
  sort, limited
    compute 2 columns
      scan test.t: every document
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
EXPLAIN PLAN FOR SELECT a FROM t ORDER BY a NULLS LAST
  sort, limited
    compute 1 columns
      scan test.t: every document
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
EXPLAIN PLAN FOR SELECT b FROM t WHERE a = 5 ORDER BY b
  limit
    compute 1 columns
      scan test.t: index t_ab (a by value, b), in its order, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT b FROM t WHERE a = 5 ORDER BY b
  name1
  name5
INSERT INTO t (id) VALUES (21)
  count 1
SELECT id FROM t WHERE a IS NULL
  21
EXPLAIN PLAN FOR SELECT id FROM t WHERE a IS NULL
  compute 1 columns
    scan test.t: index t_ab (a by value, b), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT a FROM t ORDER BY a LIMIT 1
  null
SELECT COUNT(*) FROM t WHERE a <> 3
  18
SELECT COUNT(*) FROM t WHERE a = NULL
  0
EXPLAIN PLAN FOR UPDATE t SET c = 0 WHERE a = 3
  update test.t: index t_ab (a by value, b), with a condition
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
UPDATE t SET c = 0 WHERE a = 3
  count 2
EXPLAIN PLAN FOR DELETE FROM t WHERE a > 8
  delete test.t: index t_ab (a by range, b), with a condition
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
DELETE FROM t WHERE a > 8
  count 2
EXPLAIN PLAN FOR SELECT id FROM t WHERE a = 4 ORDER BY b DESC LIMIT 1 FOR UPDATE SKIP LOCKED
  find and lock in one go, test.t: index t_ab (a by value, b), in its order, with a condition
  FOR UPDATE SKIP LOCKED: reads a snapshot of its own (autocommit); decided by clause FOR UPDATE SKIP LOCKED
    uncommitted rival: leaves the row out
    committed after the snapshot: takes the newest version, if it still matches
SELECT id FROM t WHERE a = 4 ORDER BY b DESC LIMIT 1 FOR UPDATE SKIP LOCKED
  4
# Joins look up what few rows need.
CREATE TABLE u (id INT PRIMARY KEY, ref BIGINT)
  done
INSERT INTO u VALUES (1, 3), (2, 4), (3, NULL), (4, 99)
  count 4
EXPLAIN PLAN FOR SELECT u.id, t.id FROM u JOIN t ON t.a = u.ref
  compute 2 columns
    INNER join, the second input by each row of the other, or hashed beyond 500 rows
      compute 2 columns
        scan test.u: every document
      compute 6 columns
        scan test.t: index t_ab (a by value, b), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT u.id, t.id FROM u JOIN t ON t.a = u.ref ORDER BY 1, 2
  1 | 3
  1 | 13
  2 | 4
  2 | 14
SELECT u.id, t.id FROM u LEFT JOIN t ON t.a = u.ref AND t.id > 4 ORDER BY 1, 2
  1 | 13
  2 | 14
  3 | null
  4 | null
SELECT u.id, t.id FROM t JOIN u ON t.id = u.ref ORDER BY 1, 2
  1 | 3
  2 | 4
EXPLAIN PLAN FOR SELECT u.id, t.id FROM t JOIN u ON t.id = u.ref
  compute 2 columns
    INNER join, the first input by each row of the other, or hashed beyond 500 rows
      compute 6 columns
        scan test.t: one document by its key
      compute 2 columns
        scan test.u: every document
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT u.id, t.id FROM t RIGHT JOIN u ON t.a = u.ref ORDER BY 1, 2
  1 | 3
  1 | 13
  2 | 4
  2 | 14
  3 | null
  4 | null
SELECT id FROM u WHERE EXISTS (SELECT 1 FROM t WHERE t.a = u.ref) ORDER BY 1
  1
  2
SELECT id FROM u WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.a = u.ref) ORDER BY 1
  3
  4
SELECT id FROM u WHERE ref NOT IN (SELECT a FROM t WHERE a IS NOT NULL) ORDER BY 1
  4
EXPLAIN PLAN FOR UPDATE t SET c = u.id FROM u WHERE t.a = u.ref
  UPDATE test.t: each document that is found, by its key
    compute 2 columns
      INNER join, the first input by each row of the other, or hashed beyond 500 rows
        compute 7 columns
          scan test.t: index t_ab (a by value, b), with a condition
        compute 2 columns
          scan test.u: every document
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
UPDATE t SET c = u.id FROM u WHERE t.a = u.ref
  count 4
EXPLAIN PLAN FOR DELETE FROM t WHERE a IN (SELECT ref FROM u)
  DELETE test.t: each document that is found, by its key
    compute 2 columns
      INNER join, the first input by each row of the other, or hashed beyond 500 rows
        compute 7 columns
          scan test.t: index t_ab (a by value, b), with a condition
        group by 1 keys, 0 aggregates, in a hash table
          compute 1 columns
            scan test.u: every document
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
DELETE FROM t WHERE a IN (SELECT ref FROM u WHERE id = 1)
  count 2
SELECT u.id, t.id FROM u JOIN t ON t.a = u.ref ORDER BY 1, 2 FOR UPDATE OF t SKIP LOCKED
  2 | 4
  2 | 14
# Unique keys.
CREATE UNIQUE INDEX t_c ON t (a)
  error 23505
CREATE TABLE v (id INT PRIMARY KEY, email VARCHAR(30) UNIQUE, x INT, y INT, CONSTRAINT xy UNIQUE (x, y), UNIQUE (id))
  done
INSERT INTO v VALUES (1, 'a', 1, 1), (2, NULL, 1, NULL), (3, NULL, 1, NULL)
  count 3
INSERT INTO v VALUES (4, 'a', 2, 2)
  error 23505
INSERT INTO v VALUES (4, 'b', 1, 1)
  error 23505
UPDATE v SET email = 'a' WHERE id = 2
  error 23505
INSERT INTO v VALUES (4, 'a', 9, 9) ON CONFLICT (email) DO UPDATE SET x = excluded.x
  count 1
SELECT * FROM v ORDER BY id
  1 | a | 9 | 1
  2 | null | 1 | null
  3 | null | 1 | null
INSERT INTO v VALUES (4, 'z', 9, 1) ON CONFLICT (email) DO NOTHING
  error 23505
INSERT INTO v VALUES (4, 'z', 9, 1) ON CONFLICT DO NOTHING
  count 0
INSERT INTO v VALUES (5, 'q', 5, 5), (6, 'q', 6, 6) ON CONFLICT (email) DO NOTHING
  count 1
INSERT INTO v VALUES (7, 'q', 5, 5), (8, 'q', 6, 6) ON CONFLICT (email) DO UPDATE SET y = v.y + 1
  error 21000
INSERT INTO v VALUES (7, 'q', 7, 7) ON CONFLICT (x) DO NOTHING
  error 42P10
INSERT INTO v VALUES (7, 'c', 5, 5) ON CONFLICT (y, x) DO UPDATE SET email = 'cc'
  count 1
SELECT * FROM v ORDER BY id
  1 | a | 9 | 1
  2 | null | 1 | null
  3 | null | 1 | null
  5 | cc | 5 | 5
SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_name = 'v' ORDER BY 1
  v_email_key | UNIQUE
  v_pkey | PRIMARY KEY
  xy | UNIQUE
CREATE UNIQUE INDEX w ON v (x) NULLS NOT DISTINCT
  error 23505
DROP INDEX nosuch
  error 42704
DROP INDEX IF EXISTS nosuch
  done
DROP INDEX xy
  done
INSERT INTO v VALUES (9, 'nine', 5, 5)
  count 1
EXPLAIN PLAN FOR SELECT id FROM v WHERE email = 'a'
  compute 1 columns
    scan test.v: index v_email_key (email by value), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM v WHERE email = 'a'
  1
# DDL is transactional.
BEGIN
  done
CREATE INDEX v_y ON v (y)
  done
SELECT id FROM v WHERE y = 5
  5
  9
EXPLAIN PLAN FOR SELECT id FROM v WHERE y = 5
  compute 1 columns
    scan test.v: index v_y (y by value), with a condition
  claims nothing, waits for nobody: reads a snapshot per statement (READ COMMITTED)
ROLLBACK
  done
EXPLAIN PLAN FOR SELECT id FROM v WHERE y = 5
  compute 1 columns
    scan test.v: every document, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
# Collections without columns: paths.
CREATE COLLECTION people
  done
INSERT INTO people (_id, name, address) VALUES (1, 'ann', MAP['city', 'Berlin']), (2, 'bob', MAP['city', 'Paris'])
  count 2
CREATE INDEX people_city ON people (address.city)
  done
EXPLAIN PLAN FOR SELECT name FROM people WHERE address.city = 'Paris'
  compute 1 columns
    scan test.people: index people_city (address.city by value), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT name FROM people WHERE address.city = 'Paris'
  bob
SELECT name FROM people ORDER BY address.city DESC
  bob
  ann
EXPLAIN PLAN FOR SELECT name FROM people ORDER BY address.city DESC
  compute 1 columns
    limit
      compute 2 columns
        scan test.people: index people_city (address.city), in its order
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT name FROM people WHERE address.city > 5
  no rows
# Writers and the index: a claim is met by the key.
BEGIN
  done
UPDATE v SET y = 50 WHERE email = 'nine'
  count 1
B> UPDATE v SET y = y + 1 WHERE email = 'nine'
  waits for the claim on 9
COMMIT
  done
B>
  count 1
SELECT y FROM v WHERE id = 9
  51
BEGIN
  done
INSERT INTO v VALUES (20, 'new', 20, 20)
  count 1
B> INSERT INTO v VALUES (21, 'new', 21, 21) ON CONFLICT (email) DO UPDATE SET y = excluded.y
  waits for the claim on v_email_key { email: "new" }
COMMIT
  done
B>
  count 1
SELECT id, y FROM v WHERE email = 'new'
  20 | 21
BEGIN
  done
INSERT INTO v VALUES (30, 'thirty', 20, 20)
  count 1
C> CREATE INDEX v_x ON v (x)
  waits for the claim on test.v
COMMIT
  done
C>
  done
# SERIALIZABLE watches what is read through an index.
BEGIN ISOLATION LEVEL SERIALIZABLE
  done
B> BEGIN ISOLATION LEVEL SERIALIZABLE
  done
SELECT COUNT(*) FROM v WHERE x = 77
  0
B> SELECT COUNT(*) FROM v WHERE x = 78
  0
INSERT INTO v VALUES (40, 'forty', 78, 1)
  count 1
B> INSERT INTO v VALUES (41, 'forty-one', 77, 1)
  count 1
COMMIT
  done
B> COMMIT
  error 40001
B> ROLLBACK
  done
