# EXPLAIN tells the access path, and what the statement would do about a rival here and now.
CREATE TABLE t (id INT PRIMARY KEY, a INT)
  done
CREATE TABLE u (id INT PRIMARY KEY, ref INT)
  done
EXPLAIN PLAN FOR SELECT a FROM t WHERE id = 1
  compute 1 columns
    scan test.t: one document by its key
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
EXPLAIN PLAN FOR SELECT t.a, count(*) FROM t JOIN u ON u.ref = t.id WHERE u.id > 5 GROUP BY t.a ORDER BY 2 LIMIT 3
  sort, limited
    group by 1 keys, 1 aggregates, in a hash table
      compute 1 columns
        INNER join, the first input by each row of the other, or hashed beyond 500 rows
          compute 2 columns
            scan test.t: one document by its key
          compute 1 columns
            scan test.u: index _id_ (_id by range), with a condition
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
EXPLAIN PLAN FOR UPDATE t SET a = 1 WHERE id = 1
  update test.t: one document by its key
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
EXPLAIN PLAN FOR DELETE FROM t WHERE a IN (SELECT ref FROM u)
  DELETE test.t: each document that is found, by its key
    compute 2 columns
      INNER hash join on 1 keys, the second input in memory
        compute 2 columns
          scan test.t: every document
        group by 1 keys, 0 aggregates, in a hash table
          compute 1 columns
            scan test.u: every document
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
EXPLAIN PLAN FOR INSERT INTO t VALUES (1, 2) ON CONFLICT DO NOTHING
  insert into test.t, or what ON CONFLICT says
    1 rows of values
  write: reads a snapshot of its own (autocommit); decided by autocommit
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
EXPLAIN PLAN FOR SELECT a FROM t FOR UPDATE
  find and lock in one go, test.t: every document
  FOR UPDATE: reads a snapshot of its own (autocommit); decided by clause FOR UPDATE
    uncommitted rival: waits until it ends
    committed after the snapshot: the whole statement runs again on a fresh snapshot
EXPLAIN PLAN FOR SELECT a FROM t JOIN u ON u.ref = t.id FOR UPDATE OF t SKIP LOCKED
  lock each row as it is let through
    compute 2 columns
      INNER hash join on 1 keys, the second input in memory
        compute 3 columns
          scan test.t: every document
        compute 1 columns
          scan test.u: every document
  FOR UPDATE SKIP LOCKED: reads a snapshot of its own (autocommit); decided by clause FOR UPDATE SKIP LOCKED
    uncommitted rival: leaves the row out
    committed after the snapshot: takes the newest version, if it still matches
BEGIN
  done
SET LOCAL lock_timeout = 250
  done
EXPLAIN PLAN FOR SELECT a FROM t WHERE id = 1 FOR UPDATE
  find and lock in one go, test.t: one document by its key
  FOR UPDATE: reads a snapshot per statement (READ COMMITTED); decided by clause FOR UPDATE
    uncommitted rival: waits up to 250 ms, then fails with 55P03
    committed after the snapshot: the whole statement runs again on a fresh snapshot
EXPLAIN PLAN FOR SELECT a FROM t WHERE id = 1 FOR UPDATE NOWAIT
  find and lock in one go, test.t: one document by its key
  FOR UPDATE NOWAIT: reads a snapshot per statement (READ COMMITTED); decided by clause FOR UPDATE NOWAIT
    uncommitted rival: fails with 55P03, the transaction lives on
    committed after the snapshot: the whole statement runs again on a fresh snapshot
EXPLAIN PLAN FOR UPDATE t SET a = 1
  update test.t: every document
  write: reads a snapshot per statement (READ COMMITTED); decided by level READ COMMITTED
    uncommitted rival: waits up to 250 ms, then fails with 55P03
    committed after the snapshot: the whole statement runs again on a fresh snapshot
COMMIT
  done
BEGIN ISOLATION LEVEL REPEATABLE READ
  done
EXPLAIN PLAN FOR UPDATE t SET a = 1
  update test.t: every document
  write: reads the transaction's snapshot (REPEATABLE READ); decided by level REPEATABLE READ
    uncommitted rival: fails with 40001, the transaction is dead
    committed after the snapshot: fails with 40001, the transaction is dead
SET conflict_policy = 'wait'
  done
EXPLAIN PLAN FOR UPDATE t SET a = 1
  update test.t: every document
  write: reads the transaction's snapshot (REPEATABLE READ); decided by conflict_policy
    uncommitted rival: waits until it ends
    committed after the snapshot: fails with 40001, the transaction is dead
EXPLAIN PLAN FOR SELECT a FROM t
  compute 1 columns
    scan test.t: every document
  claims nothing, waits for nobody: reads the transaction's snapshot (REPEATABLE READ)
COMMIT
  done
EXPLAIN PLAN FOR SELECT nosuch FROM t
  error 42703
