# Functions, casts, dates, JSON, arrays.
SELECT 'a' || 'b', upper('x'), lower('X'), length('abc'), substring('hello' from 2 for 3), substr('hello', 2), trim('  a '), ltrim(' a'), replace('aba', 'a', 'c'), position('b' in 'abc'), strpos('abc', 'b')
  ab | X | x | 3 | ell | ello | a | a | cbc | 2 | 2
SELECT left('abc', 2), right('abc', 2), lpad('a', 3, 'x'), repeat('ab', 2), reverse('abc'), initcap('hello world'), concat('a', 1, NULL), concat_ws('-', 'a', 'b'), split_part('a-b', '-', 2), ascii('a'), chr(65), md5('a')
  ab | bc | xxa | abab | cba | Hello World | a1 | a-b | b | 97 | A | 0cc175b9c0f1b6a831c399e269772661
SELECT abs(-1), ceil(1.2), floor(1.8), round(1.55, 1), trunc(1.99, 1), trunc(-1.5), mod(7, 3), 7 % 3, power(2, 3), sqrt(4), exp(0), ln(1), sign(-3)
  1 | 2 | 1 | 1.6 | 1.9 | -1 | 1 | 1 | 8.0 | 2.0 | 1.0 | 0.0 | -1
SELECT 1 / 2, 1.0 / 2, -7 / 2, 7 / 2.0, 1e0 / 4
  0 | 0.500000000000 | -3 | 3.500000 | 0.25
SELECT CASE 1 WHEN 1 THEN 'a' ELSE 'b' END, COALESCE(NULL, 2), NULLIF(1, 1), GREATEST(1, 3, 2), LEAST(1, 3, 2)
  a | 2 | null | 3 | 1
# Casts.
SELECT '1'::int + 1, 1::text || 'a', '2020-01-01'::date, -1::int, ARRAY[1, 2][2]::text, 'abc'::varchar(2), '12'::int8, '1.5'::float8, 't'::bool
  2 | 1a | 2020-01-01 | -1 | 2 | ab | 12 | 1.5 | true
SELECT CAST('1' AS INT), CAST(1.5 AS INT), CAST(DATE '2020-01-01' AS TIMESTAMP), CAST(1 AS TEXT)
  1 | 2 | 2020-01-01 00:00:00 | 1
SELECT '1' || 2::varchar(5)
  12
# Patterns.
SELECT 'abc' LIKE 'a_c', 'ABC' ILIKE 'a%', 'abc' SIMILAR TO '(a|b)%', 'a_c' LIKE 'a\_c' ESCAPE '\'
  true | true | true | true
SELECT 'abc' ~ '^a', 'abc' ~* 'B', 'abc' !~ 'd', 'abc' !~* 'B'
  true | true | true | false
SELECT regexp_replace('abab', 'a', 'x'), regexp_replace('abab', '(a)', '\1\1', 'g'), regexp_replace('a$b', '\$', '$1')
  xbab | aabaab | a$1b
# Dates: days, intervals, fields.
SELECT DATE '2022-05-06' - DATE '2020-01-01', DATE '2020-01-31' + 5, 5 + DATE '2020-01-31', DATE '2020-01-31' - 31
  856 | 2020-02-05 | 2020-02-05 | 2019-12-31
SELECT DATE '2020-01-31' + INTERVAL '1' MONTH, DATE '2020-01-31' + INTERVAL '1 month', TIMESTAMP '2020-01-01 00:00:00' - INTERVAL '1 day 2 hours'
  2020-02-29 | 2020-02-29 | 2019-12-30 22:00:00
SELECT TIMESTAMP '2020-01-02 03:00:00' - TIMESTAMP '2020-01-01 00:00:00', TIME '10:00:00' - TIME '09:30:00'
  PT27H | PT30M
SELECT INTERVAL '100' DAY, INTERVAL '1 year 2 months', INTERVAL '90 minutes', INTERVAL '2:30' HOUR TO MINUTE
  PT2400H | P1Y2M | PT1H30M | PT2H30M
SELECT EXTRACT(YEAR FROM DATE '2020-02-03'), EXTRACT(DAY FROM TIMESTAMP '2020-01-02 03:00:00' - TIMESTAMP '2020-01-01 00:00:00'), EXTRACT(EPOCH FROM TIMESTAMP '1970-01-02 00:00:00'), date_part('month', DATE '2020-02-03'), date_trunc('month', DATE '2020-02-03')
  2020 | 1 | 86400 | 2 | 2020-02-01 00:00:00
SELECT now() - INTERVAL '1 day' < now(), CURRENT_TIMESTAMP = now(), CURRENT_DATE <= now()
  true | true | true
# JSON.
SELECT JSON_VALUE('{"a":1}', '$.a'), JSON_VALUE('{"a":1}', '$.a' RETURNING INTEGER) + 1, JSON_VALUE('{"a":1}', '$.b'), JSON_VALUE('{"a":1}', '$.b' DEFAULT 'none' ON EMPTY)
  1 | 2 | null | none
SELECT JSON_VALUE('{"a":[1]}', '$.a'), JSON_VALUE('{"a":[1]}', '$.a' DEFAULT '?' ON ERROR), JSON_VALUE('no json', '$.a' DEFAULT '?' ON ERROR)
  null | ? | ?
SELECT JSON_VALUE('{"a":[1]}', '$.a' ERROR ON ERROR)
  SQLDataException 22032 JSON_VALUE finds no number, text or boolean at $.a
SELECT JSON_VALUE('no json', '$.a' ERROR ON ERROR)
  SQLDataException 22032 JSON_VALUE finds no number, text or boolean at $.a
SELECT JSON_VALUE('{"a":1}', '$.b' ERROR ON EMPTY)
  SQLDataException 22032 JSON: Empty result of JSON_VALUE function is not allowed
SELECT JSON_QUERY('{"a":[1,2]}', '$.a'), JSON_EXISTS('{"a":[1]}', '$.a'), JSON_OBJECT('a': 1, 'b': 'x'), JSON_ARRAY(1, 'x', NULL NULL ON NULL)
  [1,2] | true | {"a":1,"b":"x"} | [1,"x",null]
# Arrays.
SELECT ARRAY[1, 2, 3], ARRAY[1, 2][1], cardinality(ARRAY[1, 2]), array_length(ARRAY[1, 2], 1), array_length(ARRAY[1, 2], 2)
  [1, 2, 3] | 1 | 2 | 2 | null
# The session.
SELECT current_schema, current_schema(), current_user, version() LIKE 'Duet%', current_database() = current_catalog
  test | test | duet | true | true
SHOW search_path
  test
SHOW transaction_isolation
  read committed
SELECT TIMESTAMPDIFF(MILLISECOND, TIMESTAMP '2020-01-01 00:00:00', TIMESTAMP '2020-01-01 00:00:01.5'), TIMESTAMPDIFF(MICROSECOND, DATE '2020-01-01', TIMESTAMP '2020-01-01 00:00:00.001'), TIMESTAMPDIFF(NANOSECOND, DATE '2020-01-01', CAST(NULL AS TIMESTAMP))
  1500 | 1000 | null
