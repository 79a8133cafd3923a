# Documents as rows.
CREATE TABLE t (id INT PRIMARY KEY, tags VARCHAR(10) ARRAY)
  done
INSERT INTO t VALUES (1, ARRAY['x', 'y']), (2, NULL), (3, ARRAY['z'])
  count 3
SELECT id, tag FROM t, UNNEST(t.tags) AS u(tag) ORDER BY id, tag
  1 | x
  1 | y
  3 | z
SELECT id, tag FROM t LEFT JOIN UNNEST(t.tags) AS u(tag) ON TRUE ORDER BY id, tag
  1 | x
  1 | y
  2 | null
  3 | z
SELECT id, tag, o FROM t CROSS JOIN UNNEST(t.tags) WITH ORDINALITY AS u(tag, o) ORDER BY id, o
  1 | x | 1
  1 | y | 2
  3 | z | 1
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM UNNEST(t.tags) AS u(tag) WHERE tag = 'z')
  3
SELECT id FROM t WHERE 'z' IN (SELECT tag FROM UNNEST(t.tags) AS u(tag))
  3
SELECT tag, count(*) FROM t, UNNEST(t.tags) AS u(tag) GROUP BY tag ORDER BY tag
  x | 1
  y | 1
  z | 1
SELECT * FROM UNNEST(ARRAY[1, 2, 3]) WITH ORDINALITY AS q(x, o)
  1 | 1
  2 | 2
  3 | 3
SELECT * FROM UNNEST(MAP['a', 1, 'b', 2]) AS m(k, v)
  a | 1
  b | 2
SELECT * FROM UNNEST(ARRAY[1, 2], ARRAY['a']) AS m(k, v)
  1 | a
  2 | null
SELECT * FROM UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) AS m(k, v)
  1 | a
  2 | b
SELECT * FROM UNNEST(1)
  error 42883
CREATE COLLECTION d
  done
INSERT INTO d (_id, name, address.city, tags) VALUES (1, 'n', 'Bern', ARRAY['a', 'b'])
  count 1
INSERT INTO d (_id, m) VALUES (2, MAP['k', 1, 'l', 2])
  count 1
SELECT _id, tag FROM d, UNNEST(d.tags) AS u(tag)
  1 | a
  1 | b
SELECT _id, tag FROM d LEFT JOIN UNNEST(d.tags) AS u(tag) ON TRUE ORDER BY _id, tag
  1 | a
  1 | b
  2 | null
SELECT d._id, x FROM d, UNNEST(d.name) AS u(x)
  error 42804
SELECT _id, address.city, tags[1], d.address['city'], m.k FROM d ORDER BY _id
  1 | Bern | a | Bern | null
  2 | null | null | null | 1
SELECT address.city, count(*) FROM d GROUP BY address.city ORDER BY 1
  null | 1
  Bern | 1
UPDATE d SET address.city = 'Basel', address.zip = 4000, tags[2] = 'c' WHERE _id = 1
  count 1
UPDATE d SET tags = ARRAY['q', 'r', 's'], extra['deep']['x'] = 1 WHERE _id = 2
  count 1
UPDATE d SET tags[5] = 'five', fresh[1] = 1 WHERE _id = 2
  count 1
UPDATE d SET name.first = 'x' WHERE _id = 1
  error 22000
UPDATE d SET tags[0] = 1
  error 22023
UPDATE d SET tags = NULL, tags[1] = 2
  error 42701
SELECT * FROM d ORDER BY _id
  1 | Document{{city=Basel, zip=4000}} | null | null | null | n | [a, c]
  2 | null | Document{{deep=Document{{x=1}}}} | [1] | Document{{k=1, l=2}} | null | [q, r, s, null, five]
# JSON.
SELECT JSON_VALUE('{"a":1}', '$.a'), JSON_VALUE('{"a":12}', '$.a' RETURNING INTEGER)
  1 | 12
SELECT JSON_VALUE('{"a":1}', 'lax $.b' RETURNING INTEGER DEFAULT 7 ON EMPTY ERROR ON ERROR)
  7
SELECT JSON_VALUE('{"a":1}', '$.b' ERROR ON EMPTY)
  error 22032
SELECT JSON_QUERY('{"a":[1]}', '$.a'), JSON_QUERY('{"a":[1]}', '$.a[0]' WITH WRAPPER)
  [1] | [1]
SELECT JSON_EXISTS('{"a":1}', '$.a'), JSON_EXISTS('{"a":1}', 'strict $.b')
  true | false
SELECT JSON_OBJECT('k': 1, 'd' VALUE DATE '2020-01-01', 'n': NULL), JSON_OBJECT('n': NULL ABSENT ON NULL)
  {"k":1,"d":"2020-01-01","n":null} | {}
SELECT JSON_OBJECT('k': '{"x":1}' FORMAT JSON, 'o': JSON_OBJECT('z': JSON_ARRAY(1)), 'a': ARRAY[1, 2])
  {"k":{"x":1},"o":{"z":[1]},"a":[1,2]}
SELECT JSON_ARRAY(1, 'x', NULL), JSON_ARRAY(1, NULL NULL ON NULL)
  [1,"x"] | [1,null]
SELECT '{}' IS JSON, '[]' IS NOT JSON OBJECT, '1' IS JSON SCALAR, 'x' IS JSON
  true | true | true | false
SELECT JSON_OBJECT('name': name, 'address': address, 'tags': tags) FROM d ORDER BY _id
  {"name":"n","address":{"city":"Basel","zip":4000},"tags":["a","c"]}
  {"name":null,"address":null,"tags":["q","r","s",null,"five"]}
SELECT JSON_VALUE(address, '$.city'), JSON_EXISTS(tags, '$[1]') FROM d ORDER BY _id
  Basel | true
  null | true
SELECT JSON_ARRAYAGG(name), JSON_ARRAYAGG(name ORDER BY _id NULL ON NULL), JSON_OBJECTAGG(CAST(_id AS VARCHAR): name) FROM d
  ["n"] | ["n",null] | {"1":"n","2":null}
SELECT JSON_ARRAYAGG(x) FROM (VALUES DATE '2020-01-01') AS v (x)
  ["2020-01-01"]
