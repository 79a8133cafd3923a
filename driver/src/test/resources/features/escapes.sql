# JDBC escapes, and words that may name a column.
CREATE TABLE t (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s VARCHAR(10), d DATE)
  count 0
INSERT INTO t (s) VALUES ('a%b'), ('axb'), (NULL)
  count 3
SELECT t.id FROM {oj t LEFT OUTER JOIN t u ON t.id = u.id} ORDER BY 1
  1
  2
  3
SELECT s FROM t WHERE s LIKE 'a\%b' {escape '\'}
  a%b
SELECT {d '2020-01-02'}, {t '10:11:12'}, {ts '2020-01-02 03:04:05'}, {ts '2020-01-02 03:04:05.678'}
  2020-01-02 | 10:11:12 | 2020-01-02 03:04:05 | 2020-01-02 03:04:05.678
SELECT {fn UCASE(s)}, {fn LENGTH(s)}, {fn CONCAT(s, 'x')}, {fn NOW()} IS NULL FROM t WHERE id = 1
  A%B | 3 | a%bx | false
SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, 1, DATE '2020-01-01')}, {fn TIMESTAMPDIFF(SQL_TSI_DAY, DATE '2020-01-01', DATE '2020-02-01')}
  2020-01-02 | 31
SELECT {fn DAYOFMONTH(DATE '2020-01-09')}, {fn YEAR(DATE '2020-01-09')}, {fn CONVERT('1', SQL_INTEGER)}
  9 | 2020 | 1
{call foo(1)}
  SQLFeatureNotSupportedException HYC00 {call} finds nothing to call: there are no procedures
{? = call foo(1)}
  SQLFeatureNotSupportedException HYC00 {call} finds nothing to call: there are no procedures
CALL foo(1)
  SQLFeatureNotSupportedException HYC00 PROCEDURE_CALL is not a statement that Duet has
CREATE TABLE n (no INT, yes INT)
  count 0
SELECT no FROM n
  no rows
SELECT n.no FROM n WHERE no = 1
  no rows
SELECT s FROM t WHERE s LIKE 'a%' {nosuch '\'}
  SQLSyntaxErrorException 42601 syntax error: encountered "{" at line 1, column 35
SELECT {fn nosuch(1)}
  SQLSyntaxErrorException 42883 Function '{fn nosuch}' is not defined at line 1, column 8
SELECT '{d}', "s" -- {fn
  SQLSyntaxErrorException 42703 Column 's' not found in any table at line 1, column 15
SELECT t.id FROM t WHERE s = '{oj' OR t.id IN (SELECT u.id FROM {OJ t u LEFT JOIN t w ON {fn MOD(u.id, 2)} = w.id /* } */ } WHERE u.s = '}') ORDER BY 1
  no rows
SELECT id FROM t ORDER BY id {limit 1 offset 1}
  2
SELECT id FROM {oj t LEFT JOIN t u ON t.id = nosuch.id}
  SQLSyntaxErrorException 42P01 Table 'nosuch' not found at line 1, column 46
SELECT id FROM {oj t
  SQLSyntaxErrorException 42601 syntax error: encountered "{" at line 1, column 16
SELECT id FROM t }
  SQLSyntaxErrorException 42601 syntax error: encountered "}" at line 1, column 18
