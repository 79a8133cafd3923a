package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import org.bson.BsonDocument;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.DuplicateKeyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * MongoDB's table of codes that a write can end with, by code, name and text, through every kind of
 * write to which a row applies. What is wrong with an operator itself is in {@code
 * UpdateErrorsTest}.
 */
final class WriteErrorsTableTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = deployment.demo();

  @AfterEach
  void close() {
    assertThat(deployment.remains().claims()).isZero();
    deployment.close();
  }

  /** A kind of write on the document with {@code _id} 1, by the update's text. */
  enum Kind {
    UPDATE_ONE,
    UPDATE_MANY,
    UPSERT,
    FIND_AND_MODIFY;

    void run(DocumentCollection<Document> collection, String update) {
      var id = doc("{_id: 1}");
      switch (this) {
        case UPDATE_ONE -> collection.updateOne(id, doc(update));
        case UPDATE_MANY -> collection.updateMany(id, doc(update));
        case UPSERT ->
            collection.updateOne(id, doc(update), UpdateOptions.DEFAULT.withUpsert(true));
        case FIND_AND_MODIFY -> collection.findOneAndUpdate(id, doc(update));
      }
    }
  }

  @ParameterizedTest(name = "{1} is refused with {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: {}}    | {$inc: {a: 1}}               | 14 | TypeMismatch | Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type object
          {foo: 'x'} | {$set: {'foo.bar': 1}}       | 28 | PathNotViable | Cannot create field 'bar' in element {foo: "x"}
          {f: 'x'}   | {$push: {f: 1}}              | 2  | BadValue | The field 'f' must be an array but is of type string in document {_id: 1}
          {a: 1}     | {$pop: {a: 1}}               | 14 | TypeMismatch | Path 'a' contains an element of non-array type 'int'
          {}         | {$foo: {a: 1}}               | 9  | FailedToParse | Unknown modifier: $foo. Expected a valid update modifier or pipeline-style update specified as an array
          {}         | {$set: {foo: 1}, $inc: {foo: 1}} | 40 | ConflictingUpdateOperators | Updating the path 'foo' would create a conflict at 'foo'
          {}         | {$set: {$x: 1}}              | 52 | DollarPrefixedFieldName | The dollar ($) prefixed field '$x' in '$x' is not allowed
          {}         | {$set: {'a..b': 1}}          | 56 | EmptyFieldName | The update path 'a..b' contains an empty field name, which is not allowed.
          {}         | {$set: {_id: 2}}             | 66 | ImmutableField | Performing an update on the path '_id' would modify the immutable field '_id'
          {u: 1}     | {$set: {u: 2}}               | 11000 | DuplicateKey | E11000 duplicate key error collection: test.demo index: u_1 dup key: { u: 2 }
          {p: [1]}   | {$set: {q: [1]}}             | 171 | CannotIndexParallelArrays | cannot index parallel arrays
          """)
  void everyKindOfUpdateIsRefusedTheSameWay(
      String fields, String update, int number, String name, String text) {
    unique("{u: 1}");
    demo.createIndex(doc("{p: 1, q: 1}"));
    demo.insertOne(doc("{_id: 2, u: 2}"));
    var before = doc(fields);
    before.put("_id", 1);
    demo.insertOne(before);

    for (var kind : Kind.values()) {
      var refused = Refused.by(() -> kind.run(demo, update));
      assertThat(refused).as(kind.name()).hasMessageStartingWith(text);
      assertThat(refused.number()).isEqualTo(number);
      assertThat(refused.codeName()).isEqualTo(name);
      assertThat(refused.labels()).isEmpty();
      assertThat(demo.find(doc("{_id: 1}")).first()).contains(before);
    }
  }

  private void unique(String keys) {
    demo.createIndex(doc(keys), IndexOptions.DEFAULT.withUnique(true).withSparse(true));
  }

  @ParameterizedTest(name = "{0} twice: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1, b: 1}   | {a: 'foo', b: 'foo'}  | a_1_b_1 dup key: { a: "foo", b: "foo" }
          {a: 1, b: -1}  | {a: 'foo'}            | a_1_b_-1 dup key: { a: "foo", b: null }
          {'a.b': 1}     | {a: {b: 1.5}}         | a.b_1 dup key: { a.b: 1.5 }
          """)
  void aDuplicateNamesItsIndexAndItsKey(String keys, String document, String text) {
    demo.createIndex(doc(keys), IndexOptions.DEFAULT.withUnique(true));
    demo.insertOne(doc(document));

    var refused = Refused.by(() -> demo.insertOne(doc(document)));
    assertThat(refused)
        .isInstanceOfSatisfying(
            DuplicateKeyException.class,
            duplicate -> assertThat(duplicate.keyPattern()).isEqualTo(BsonDocument.parse(keys)))
        .hasMessageStartingWith("E11000 duplicate key error collection: test.demo index: " + text);
  }

  @Test
  void aDuplicateIdIsThatOfTheIndexOfIds() {
    demo.insertOne(doc("{_id: 'x'}"));

    assertThat(Refused.by(() -> demo.insertOne(doc("{_id: 'x'}"))))
        .hasMessageStartingWith(
            "E11000 duplicate key error collection: test.demo index: _id_ dup key: { _id: \"x\" }");
  }

  /** What an {@code _id} cannot be. */
  enum WrongId {
    ARRAY("{_id: [1]}", 53),
    REGEX("{_id: {$regularExpression: {pattern: 'x', options: ''}}}", 53),
    DOLLAR("{_id: {$x: 1}}", 52);

    private final String document;
    private final int number;

    WrongId(String document, int number) {
      this.document = document;
      this.number = number;
    }
  }

  @ParameterizedTest
  @EnumSource(WrongId.class)
  void anIdThatCannotBeIsRefused(WrongId wrong) {
    assertThat(Refused.number(() -> demo.insertOne(doc(wrong.document)))).isEqualTo(wrong.number);
  }

  @Test
  void aReplacementCannotChangeTheIdNorBeginWithADollar() {
    demo.insertOne(doc("{_id: 1}"));

    assertThat(Refused.by(() -> demo.replaceOne(doc("{_id: 1}"), doc("{_id: 2}"))))
        .hasMessage(
            "After applying the update, the (immutable) field '_id' was found to have been altered"
                + " to _id: 2")
        .returns(66, DuetException::number);
    assertThat(Refused.number(() -> demo.replaceOne(doc("{_id: 1}"), doc("{$x: 1}"))))
        .isEqualTo(52);
  }

  @Test
  void anUpsertThatCannotDeriveASingleValueIsRefused() {
    var twice = doc("{$and: [{a: 1}, {a: 2}]}");

    assertThat(
            Refused.number(
                () ->
                    demo.updateOne(
                        twice, doc("{$set: {b: 1}}"), UpdateOptions.DEFAULT.withUpsert(true))))
        .isEqualTo(54);
  }

  @Test
  void aTypeErrorIsFoundInTheSnapshotOfTheAttemptThoughARivalWouldHaveCuredIt() {
    demo.insertOne(doc("{_id: 1, a: 'x'}"));
    try (var rival = deployment.documents().startSession("rival")) {
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(doc("{_id: 1}"), doc("{$set: {a: 1}}"));

      assertThat(Refused.number(() -> demo.updateOne(doc("{_id: 1}"), doc("{$inc: {a: 1}}"))))
          .isEqualTo(14);
      rival.commitTransaction();
    }
    assertThat(deployment.value(1, "a")).isEqualTo(1);
  }
}
