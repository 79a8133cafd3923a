# Window functions.
CREATE TABLE t (id INT PRIMARY KEY, g VARCHAR(5), v INT)
  done
INSERT INTO t VALUES (1, 'a', 10), (2, 'a', 20), (3, 'b', 30), (4, 'b', NULL), (5, 'b', 30)
  count 5
SELECT id, row_number() OVER (ORDER BY id DESC), rank() OVER (PARTITION BY g ORDER BY v), dense_rank() OVER (ORDER BY g), ntile(2) OVER (ORDER BY id) FROM t ORDER BY id
  1 | 5 | 1 | 1 | 1
  2 | 4 | 2 | 1 | 1
  3 | 3 | 2 | 2 | 1
  4 | 2 | 1 | 2 | 2
  5 | 1 | 2 | 2 | 2
SELECT id, sum(v) OVER (PARTITION BY g ORDER BY id), avg(v) OVER (PARTITION BY g), count(*) OVER () FROM t ORDER BY id
  1 | 10 | 15.0000000000000000 | 5
  2 | 30 | 15.0000000000000000 | 5
  3 | 30 | 30.0000000000000000 | 5
  4 | 30 | 30.0000000000000000 | 5
  5 | 60 | 30.0000000000000000 | 5
SELECT id, sum(v) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), lag(v) OVER (ORDER BY id), lead(v, 2, -1) OVER (ORDER BY id) FROM t ORDER BY id
  1 | 30 | null | 30
  2 | 60 | 10 | null
  3 | 50 | 20 | 30
  4 | 60 | 30 | -1
  5 | 30 | null | -1
SELECT id, first_value(v) OVER (PARTITION BY g ORDER BY id), last_value(v) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), nth_value(v, 2) OVER (PARTITION BY g ORDER BY id) FROM t ORDER BY id
  1 | 10 | 20 | null
  2 | 10 | 20 | 20
  3 | 30 | 30 | null
  4 | 30 | 30 | null
  5 | 30 | 30 | null
SELECT id, sum(v) OVER (ORDER BY v RANGE BETWEEN 10 PRECEDING AND CURRENT ROW), percent_rank() OVER (ORDER BY v), cume_dist() OVER (ORDER BY v) FROM t ORDER BY id
  1 | 10 | 0.25 | 0.4
  2 | 30 | 0.5 | 0.6
  3 | 80 | 0.75 | 1.0
  4 | null | 0.0 | 0.2
  5 | 80 | 0.75 | 1.0
SELECT id, count(*) OVER (ORDER BY v DESC RANGE BETWEEN 10 PRECEDING AND 10 FOLLOWING) FROM t WHERE v IS NOT NULL ORDER BY id
  1 | 2
  2 | 4
  3 | 3
  5 | 3
SELECT g, sum(v), rank() OVER (ORDER BY sum(v) DESC) FROM t GROUP BY g ORDER BY g
  a | 30 | 2
  b | 60 | 1
SELECT id, sum(v) OVER w, min(v) OVER w FROM t WINDOW w AS (ORDER BY id) ORDER BY id
  1 | 10 | 10
  2 | 30 | 10
  3 | 60 | 10
  4 | 60 | 10
  5 | 90 | 10
SELECT id, g FROM (SELECT id, g, row_number() OVER (PARTITION BY g ORDER BY id) rn FROM t) WHERE rn = 1 ORDER BY id
  1 | a
  3 | b
SELECT ntile(0) OVER () FROM t
  error 22023
SELECT sum(v) OVER (ORDER BY id ROWS BETWEEN -1 PRECEDING AND CURRENT ROW) FROM t
  error 42601
SELECT row_number() FROM t
  error 42601
SELECT id FROM t WHERE row_number() OVER () = 1
  error 42803
UPDATE t SET v = row_number() OVER ()
  error 42P10
# The first row of each, and the ties of the last: window functions in other words.
CREATE TABLE race (id INT PRIMARY KEY, lap INT, t INT)
  done
INSERT INTO race VALUES (1, 1, 10), (2, 1, 10), (3, 2, 9), (4, 2, 12)
  count 4
SELECT DISTINCT ON (lap) lap, id FROM race ORDER BY lap, t DESC, id
  1 | 1
  2 | 4
SELECT id, t FROM race ORDER BY t OFFSET 1 ROW FETCH NEXT 1 ROW WITH TIES
  1 | 10
  2 | 10
EXPLAIN PLAN FOR SELECT id FROM race ORDER BY t FETCH FIRST 1 ROW WITH TIES
  compute 1 columns
    sort, limited
      compute 2 columns
        filter
          compute 3 columns
            1 windows, all rows in memory
              compute 2 columns
                scan test.race: every document
  claims nothing, waits for nobody: reads a snapshot of its own (autocommit)
