package org.duetdb.tools.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class ShellTextTest {
  @Test
  void aShortDocumentStaysOnOneLine() {
    assertThat(ShellText.of(BsonDocument.parse("{acknowledged: true, insertedId: 'x'}")))
        .isEqualTo("{ acknowledged: true, insertedId: 'x' }");
    assertThat(ShellText.of(BsonArray.parse("[{_id: 'x', value: 8}]")))
        .isEqualTo("[ { _id: 'x', value: 8 } ]");
  }

  @Test
  void aLongDocumentGetsALineForEachField() {
    var result =
        BsonDocument.parse(
            "{acknowledged: true, insertedId: null, matchedCount: 1, modifiedCount: 1,"
                + " upsertedCount: 0}");

    assertThat(ShellText.of(result))
        .isEqualTo(
            """
            {
              acknowledged: true,
              insertedId: null,
              matchedCount: 1,
              modifiedCount: 1,
              upsertedCount: 0
            }\
            """);
    assertThat(ShellText.onOneLine(result)).doesNotContain("\n").endsWith("upsertedCount: 0 }");
  }

  @Test
  void nestedDocumentsAreLaidOutAsTheShellDoes() {
    var profile =
        BsonDocument.parse(
            """
            {op: 'update', command: {q: {_id: 'x'}, u: {$inc: {value: 8}}, multi: false,
             upsert: false}, locks: {
             ReplicationStateTransition: {acquireCount: {w: NumberLong(1015)}},
             Global: {acquireCount: {r: NumberLong(1), w: NumberLong(1015)}}},
             ts: ISODate('2025-07-23T17:18:48.082Z'), allUsers: [], user: ''}
            """);

    assertThat(ShellText.of(new BsonArray(java.util.List.of(profile))))
        .isEqualTo(
            """
            [
              {
                op: 'update',
                command: {
                  q: { _id: 'x' },
                  u: { '$inc': { value: 8 } },
                  multi: false,
                  upsert: false
                },
                locks: {
                  ReplicationStateTransition: { acquireCount: { w: Long('1015') } },
                  Global: { acquireCount: { r: Long('1'), w: Long('1015') } }
                },
                ts: ISODate('2025-07-23T17:18:48.082Z'),
                allUsers: [],
                user: ''
              }
            ]\
            """);
  }

  @Test
  void valuesHaveTheShellsConstructors() {
    var values =
        BsonDocument.parse(
            """
            {u: UUID('ac8f6741-4ebb-4145-acb2-6b861a390c25'), d: 2.0, e: 2.5,
             n: NumberDecimal('1.10'), o: ObjectId('64b7f0a1c2d3e4f5a6b7c8d9'), q: "it's"}
            """);

    assertThat(ShellText.onOneLine(values))
        .isEqualTo(
            "{ u: UUID('ac8f6741-4ebb-4145-acb2-6b861a390c25'), d: 2, e: 2.5, "
                + "n: Decimal128('1.10'), o: ObjectId('64b7f0a1c2d3e4f5a6b7c8d9'), q: \"it's\" }");
  }

  @Test
  void aBareTextHasNoQuotes() {
    assertThat(ShellText.bare(new BsonString("x"))).isEqualTo("x");
    assertThat(ShellText.bare(BsonDocument.parse("{a: 'x'}"))).isEqualTo("{ a: 'x' }");
  }
}
