package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.WriteModel.DeleteOne;
import org.duetdb.api.WriteModel.UpdateOne;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations that compare texts without regard to case. */
final class CollationOperationsTest {
  private final TestDeployment test = TestDeployment.virtual();
  private final DocumentCollection<Document> plain = test.demo();
  private final DocumentCollection<Document> demo =
      plain.withCollation(doc("{locale: 'en', strength: 2}"));

  @BeforeEach
  void insertSome() {
    plain.createIndex(doc("{name: 1}"));
    plain.createIndex(doc("{n: 1}"));
    plain.insertMany(
        List.of(
            doc("{_id: 'A', name: 'anna', n: 1}"),
            doc("{_id: 'b', name: 'Bert', n: 1}"),
            doc("{_id: 'C', name: 'ANNA', n: 2}"),
            doc("{_id: 'd', name: 'änne', n: 2}")));
  }

  @AfterEach
  void close() {
    assertThat(test.remains().snapshots()).isZero();
    test.close();
  }

  private static List<Object> ids(Iterable<Document> documents) {
    var ids = new ArrayList<Object>();
    documents.forEach(document -> ids.add(document.get("_id")));
    return ids;
  }

  @Test
  void readsFindWhatIsEqualByTheRules() {
    assertThat(ids(demo.find(doc("{name: 'Anna'}")))).containsExactly("A", "C");
    assertThat(ids(plain.find(doc("{name: 'Anna'}")))).isEmpty();
    assertThat(ids(demo.find(doc("{_id: 'a'}")))).containsExactly("A");
    assertThat(demo.countDocuments(doc("{name: 'anna'}"))).isEqualTo(2);
    assertThat(demo.find(doc("{name: {$gt: 'anna'}}")).sort(doc("{name: -1}")).first().get())
        .containsEntry("_id", "b");
  }

  @Test
  void aSortOrdersByTheRulesAndDistinctValuesDifferByThem() {
    assertThat(ids(demo.find().sort(doc("{name: 1, _id: -1}"))))
        .containsExactly("C", "A", "d", "b");
    assertThat(ids(demo.find().sort(doc("{_id: 1}")))).containsExactly("A", "b", "C", "d");
    assertThat(ids(plain.find().sort(doc("{_id: 1}")))).containsExactly("A", "C", "b", "d");
    assertThat(demo.distinct("name", doc("{}"), String.class))
        .containsExactly("anna", "Bert", "änne");
  }

  @Test
  void writesDoToo() {
    var touched = doc("{$set: {x: 1}}");
    assertThat(demo.updateMany(doc("{name: 'anna'}"), touched).modifiedCount()).isEqualTo(2);
    assertThat(
            demo.updateOne(doc("{name: 'BERT'}"), touched, UpdateOptions.DEFAULT.withUpsert(true))
                .matchedCount())
        .isOne();
    assertThat(demo.findOneAndDelete(doc("{name: 'bert'}")).get()).containsEntry("_id", "b");
    assertThat(demo.replaceOne(doc("{_id: 'a'}"), doc("{name: 'new'}")).modifiedCount()).isOne();
    assertThat(
            demo.findOneAndUpdate(
                    doc("{x: {$exists: false}}"),
                    doc("{$set: {y: 1}}"),
                    FindOneAndUpdateOptions.DEFAULT.withSort(doc("{name: 1}")))
                .get())
        .containsEntry("name", "änne");
    assertThat(demo.deleteMany(doc("{name: 'NEW'}")).deletedCount()).isOne();
    demo.bulkWrite(
        List.of(
            new UpdateOne<>(doc("{_id: 'c'}"), doc("{$set: {z: 1}}")),
            new DeleteOne<>(doc("{_id: 'D'}"))));
    assertThat(ids(plain.find())).containsExactly("C");
  }

  @Test
  void anUpsertThatFindsNothingInsertsWhatItsFilterSays() {
    demo.updateOne(
        doc("{name: 'Carl'}"), doc("{$set: {n: 9}}"), UpdateOptions.DEFAULT.withUpsert(true));

    assertThat(plain.find(doc("{n: 9}")).first().get()).containsEntry("name", "Carl");
  }

  @Test
  void anIndexServesOnlyWhatComparesNoTexts() {
    assertThat(demo.find(doc("{name: 'anna'}")).explain()).containsEntry("planSummary", "COLLSCAN");
    assertThat(demo.find(doc("{name: 'anna', n: 2}")).explain())
        .containsEntry("planSummary", "IXSCAN { n: 1 }");
    assertThat(demo.find(doc("{n: 2}")).explain()).containsEntry("planSummary", "IXSCAN { n: 1 }");
    assertThat(ids(demo.find(doc("{name: 'anna', n: 2}")))).containsExactly("C");
    assertThat(demo.find().sort(doc("{name: 1}")).explain())
        .containsEntry("planSummary", "COLLSCAN");
  }

  /** What would compare texts by their bytes all the same. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Other {
    RETURNED(
        c ->
            c.findOneAndUpdate(
                doc("{}"),
                doc("{$set: {x: 1}}"),
                FindOneAndUpdateOptions.DEFAULT.withProjection(doc("{t: {$elemMatch: {b: 1}}}")))),
    PIPELINE(c -> c.aggregate(List.of(doc("{$match: {}}"))).toList()),
    EXPRESSION(c -> c.find(doc("{$expr: {$eq: ['$a', '$b']}}")).toList()),
    PROJECTION(c -> c.find().projection(doc("{a: {$eq: ['$a', 'x']}}")).toList()),
    ELEMENT(c -> c.find().projection(doc("{a: {$elemMatch: {b: 'x'}}}")).toList()),
    ADD_TO_SET(c -> c.updateOne(doc("{}"), doc("{$addToSet: {t: 'x'}}"))),
    PULL(c -> c.updateOne(doc("{}"), doc("{$pull: {t: 'x'}}"))),
    LEAST(c -> c.updateOne(doc("{}"), doc("{$min: {name: 'x'}}"))),
    MAX(c -> c.updateOne(doc("{}"), doc("{$max: {name: 'x'}}"))),
    POSITION(c -> c.updateOne(doc("{t: 'none'}"), doc("{$set: {'t.$': 'y'}}"))),
    BY_PIPELINE(c -> c.updateOne(doc("{}"), List.of(doc("{$set: {x: 1}}"))));

    private final Consumer<DocumentCollection<Document>> work;

    Other(Consumer<DocumentCollection<Document>> work) {
      this.work = work;
    }
  }

  @ParameterizedTest
  @EnumSource(Other.class)
  void whatComparesOtherwiseIsRefused(Other other) {
    assertThat(Refused.number(() -> other.work.accept(demo))).isEqualTo(238);
    other.work.accept(plain.withCollation(doc("{locale: 'simple'}")));
  }
}
