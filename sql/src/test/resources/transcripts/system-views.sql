# What the deployment knows of itself.
CREATE TABLE t (id INT PRIMARY KEY, a INT DEFAULT 7, b VARCHAR(5) NOT NULL)
  done
CREATE TABLE pair (x INT, y INT, PRIMARY KEY (x, y))
  done
CREATE COLLECTION docs
  done
SELECT table_schema, table_name, table_type FROM information_schema.tables ORDER BY table_name
  test | docs | COLLECTION
  test | pair | BASE TABLE
  test | t | BASE TABLE
SELECT column_name, ordinal_position, column_default, is_nullable, data_type FROM information_schema.columns WHERE table_name = 't' ORDER BY 2
  id | 1 | null | NO | INTEGER
  a | 2 | 7 | YES | INTEGER
  b | 3 | null | NO | VARCHAR(5)
SELECT table_name, constraint_name, constraint_type FROM information_schema.table_constraints ORDER BY 1
  docs | docs_pkey | PRIMARY KEY
  pair | pair_pkey | PRIMARY KEY
  t | t_pkey | PRIMARY KEY
SELECT column_name, ordinal_position FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE table_name = 'pair' ORDER BY 2
  x | 1
  y | 2
CREATE TABLE kid (id INT PRIMARY KEY, tid INT CONSTRAINT to_t REFERENCES t)
  done
SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_name = 'kid' ORDER BY 1
  kid_pkey | PRIMARY KEY
  to_t | FOREIGN KEY
SELECT schema_name FROM information_schema.schemata
  test
SELECT d.tag, t.table_name FROM docs d, information_schema.tables t WHERE t.table_type = 'COLLECTION'
  no rows
SELECT nosuch FROM information_schema.tables
  error 42703
INSERT INTO information_schema.tables VALUES ('x', 'x', 'x', 'x')
  error 42P01
# Who waits for whom.
INSERT INTO t VALUES (1, 1, 'x')
  count 1
B> BEGIN
  done
B> UPDATE t SET a = 2 WHERE id = 1
  count 1
SELECT session, state FROM duet.sessions WHERE state = 'idle in transaction'
  sql-2 | idle in transaction
SELECT session, number FROM duet.transactions
  sql-2 | 1
C> SET application_name = 'waiter'
  done
C> UPDATE t SET a = 3 WHERE id = 1
  waits for the claim on 1
SELECT session, holder, collection, document, holder_statement, decided_by FROM duet.waits
  waiter | sql-2 | test.t | 1 | UPDATE t SET a = 2 WHERE id = 1 | autocommit
SELECT collection, document, holder, waiting, mode FROM duet.locks ORDER BY holder, document
  test.t |  | sql-2 | 0 | SHARED
  test.t | 1 | sql-2 | 1 | EXCLUSIVE
SELECT session, state, statement FROM duet.sessions WHERE waits_for IS NOT NULL
  waiter | waiting | UPDATE t SET a = 3 WHERE id = 1
B> COMMIT
  done
C>
  count 1
SELECT count(*) FROM duet.waits
  0
SELECT a FROM t
  3
