# Indexes over some of the rows.
CREATE TABLE job (id INT PRIMARY KEY, state VARCHAR(8), owner INT, done BOOLEAN, cost DOUBLE, due DATE, doc JSON)
  done
CREATE INDEX job_open ON job (owner) WHERE state = 'open'
  done
CREATE UNIQUE INDEX job_one ON job (owner) WHERE state = 'running' AND done = FALSE
  done
CREATE INDEX job_late ON job (due) WHERE due < DATE '2020-01-01' AND owner BETWEEN 1 AND 9
  done
CREATE INDEX job_some ON job (id, owner) WHERE state IN ('open', 'new')
  done
CREATE INDEX job_flag ON job (due) WHERE NOT done
  done
CREATE INDEX job_open2 ON job (owner) WHERE state = 'open'
  error 42710
# What the filter of an index cannot say.
CREATE INDEX bad ON job (owner) WHERE state IS NOT NULL
  error 42P16
CREATE INDEX bad ON job (owner) WHERE cost > 1
  error 42P16
CREATE INDEX bad ON job (owner) WHERE state LIKE 'o%'
  error 42P16
CREATE INDEX bad ON job (owner) WHERE owner = id
  error 42P16
CREATE INDEX bad ON job (owner) WHERE state = 'open' OR owner = 1
  error 42P16
CREATE INDEX bad ON job (owner) WHERE upper(state) = 'OPEN'
  error 42P16
CREATE INDEX bad ON job (owner) WHERE due < CURRENT_DATE
  error 42P16
CREATE INDEX bad ON job (owner) WHERE owner IN (SELECT id FROM job)
  error 42P16
CREATE INDEX bad ON job (owner) WHERE nosuch = 1
  error 42703
CREATE INDEX bad ON job (owner) WHERE 1 = 2
  error 42P16
CREATE INDEX bad ON job (owner) WHERE doc.a = 1
  error 42P16
CREATE COLLECTION open_docs
  done
CREATE INDEX bad ON open_docs (a) WHERE b = 1
  error 42P16
# Rows are unique where it says so.
INSERT INTO job (id, state, owner, done) VALUES (1, 'running', 1, FALSE), (2, 'running', 1, TRUE), (3, 'open', 1, FALSE), (4, NULL, 1, NULL)
  count 4
INSERT INTO job (id, state, owner, done) VALUES (5, 'running', 1, FALSE)
  error 23505
INSERT INTO job (id, state, owner, done) VALUES (5, 'running', 1, FALSE) ON CONFLICT DO NOTHING
  count 0
INSERT INTO job (id, state, owner, done) VALUES (6, 'open', 1, FALSE) ON CONFLICT DO NOTHING
  count 1
UPDATE job SET done = FALSE WHERE id = 2
  error 23505
UPDATE job SET state = 'running' WHERE id = 4
  count 1
REPLACE INTO job (id, state, owner, done) VALUES (7, 'running', 1, FALSE)
  count 1
SELECT id, state, owner, done FROM job ORDER BY id
  2 | running | 1 | true
  3 | open | 1 | false
  4 | running | 1 | null
  6 | open | 1 | false
  7 | running | 1 | false
# Queries that ask for no others use it.
EXPLAIN PLAN FOR SELECT id FROM job WHERE owner = 1 AND state = 'open'
  compute 1 columns
    scan test.job: every document, or index job_open (owner by value) if that has all that are asked for, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
EXPLAIN PLAN FOR SELECT id FROM job WHERE owner = 1 AND state = 'new'
  compute 1 columns
    scan test.job: every document, or index job_open (owner by value) if that has all that are asked for, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
EXPLAIN PLAN FOR SELECT id FROM job WHERE owner = 1
  compute 1 columns
    scan test.job: every document, with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
SELECT id FROM job WHERE owner = 1 AND state = 'open' ORDER BY id
  3
  6
SELECT id FROM job WHERE owner = 1 ORDER BY id
  2
  3
  4
  6
  7
# Two sessions that want the one place.
A> BEGIN
  done
A> INSERT INTO job (id, state, owner, done) VALUES (10, 'running', 2, FALSE)
  count 1
B> INSERT INTO job (id, state, owner, done) VALUES (11, 'open', 2, FALSE)
  count 1
B> UPDATE job SET state = 'running' WHERE id = 11
  waits for the claim on job_one { owner: 2 }
A> COMMIT
  done
B>
  error 23505
A> BEGIN
  done
A> UPDATE job SET done = TRUE WHERE id = 10
  count 1
B> UPDATE job SET state = 'running' WHERE id = 11
  waits for the claim on job_one { owner: 2 }
A> COMMIT
  done
B>
  count 1
SELECT id, state, done FROM job WHERE owner = 2 ORDER BY id
  10 | running | true
  11 | running | false
# What it asks for keeps its columns.
ALTER TABLE job RENAME COLUMN state TO status
  error 2BP01
ALTER TABLE job ALTER COLUMN state TYPE VARCHAR(20)
  error 2BP01
ALTER TABLE job DROP COLUMN done
  done
INSERT INTO job (id, state, owner) VALUES (20, 'running', 1)
  count 1
INSERT INTO job (id, state, owner) VALUES (21, 'running', 1)
  count 1
DROP INDEX job_open
  done
SELECT constraint_name FROM information_schema.table_constraints WHERE table_name = 'job'
  job_pkey
