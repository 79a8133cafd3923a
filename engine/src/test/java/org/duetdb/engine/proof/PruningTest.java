package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.duetdb.engine.Remains;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * When everything is closed, what is left is one version of each live document: without anybody's
 * further help, and after whatever has happened.
 */
final class PruningTest {
  private static final int DOCUMENTS = 3_000;
  private static final Document ALL = new Document();
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private final TestDeployment deployment = TestDeployment.virtual("transactionLifetime=0");

  @AfterEach
  void close() {
    deployment.close();
  }

  private void insert() {
    var documents = new ArrayList<Document>();
    for (int id = 0; id < DOCUMENTS; id++) {
      documents.add(new Document("_id", id).append("n", 0));
    }
    deployment.demo().insertMany(documents);
  }

  private static Document below(int id) {
    return new Document("_id", new Document("$lt", id));
  }

  @Test
  void theLastSnapshotToCloseTakesAllSupersededVersionsWithIt() {
    insert();
    try (var reader = deployment.sql("reader").repeatableRead()) {
      assertThat(reader.readAll()).hasSize(DOCUMENTS);
      deployment.demo().updateMany(ALL, INC);
      assertThat(deployment.remains().versions()).isGreaterThanOrEqualTo(2 * DOCUMENTS);
    }

    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(DOCUMENTS));
  }

  @Test
  void aCursorThatIsReadToItsEndGivesItsSnapshotBack() {
    insert();
    var cursor = deployment.demo().find().cursor();
    deployment.demo().updateMany(ALL, INC);
    assertThat(deployment.remains().versions()).isEqualTo(2 * DOCUMENTS);
    while (cursor.hasNext()) {
      assertThat(cursor.next()).containsEntry("n", 0);
    }

    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(DOCUMENTS));
  }

  @Test
  void deletedDocumentsLeaveNothingNotEvenATombstone() {
    insert();
    try (var reader = deployment.sql("reader").repeatableRead()) {
      assertThat(reader.read(0)).isZero();
      deployment.demo().deleteMany(below(DOCUMENTS / 2));
      assertThat(reader.readAll()).hasSize(DOCUMENTS);
    }
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(DOCUMENTS - DOCUMENTS / 2));

    deployment.demo().deleteMany(ALL);
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(0));
  }

  @Test
  void whatATransactionHasUndoneLeavesNothing() {
    insert();
    try (var reader = deployment.demo().find().cursor();
        var writer = deployment.documents().startSession("writer")) {
      for (int round = 0; round < 3; round++) {
        writer.startTransaction();
        TestDeployment.demo(writer).updateMany(ALL, INC);
        TestDeployment.demo(writer).deleteMany(below(DOCUMENTS / 2));
        for (int id = DOCUMENTS; id < DOCUMENTS + 100; id++) {
          TestDeployment.demo(writer).insertOne(new Document("_id", id));
        }
        writer.abortTransaction();
      }
      assertThat(reader.next()).containsEntry("n", 0);
    }

    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(DOCUMENTS));
  }

  @Test
  void aTransactionThatTouchedEachDocumentOftenLeavesOneVersionOfEach() {
    insert();
    try (var writer = deployment.documents().startSession("writer")) {
      writer.startTransaction();
      for (int round = 0; round < 20; round++) {
        TestDeployment.demo(writer).updateMany(below(100), INC);
      }
      TestDeployment.demo(writer).deleteMany(below(50));
      writer.commitTransaction();
    }

    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(DOCUMENTS - 50));
    assertThat(deployment.value(99, "n")).isEqualTo(20);
  }

  @Test
  void aDroppedCollectionGoesWithItsDocuments() {
    insert();
    try (var reader = deployment.sql("reader").repeatableRead()) {
      assertThat(reader.read(0)).isZero();
      reader.commit();
      deployment.demo().drop();
    }

    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(0));
  }

  @Test
  void afterRandomWorkUnderManySnapshotsNothingIsLeftBehind() {
    for (long seed = 0; seed < 20; seed++) {
      try (var test = TestDeployment.virtual(seed, "transactionLifetime=0")) {
        var random = new Random(seed);
        var open = new ArrayList<AutoCloseable>();
        for (int step = 0; step < 400; step++) {
          work(test, random, open);
        }
        for (var one : open) {
          close(one);
        }

        assertThat(test.remains())
            .as("seed %s", seed)
            .isEqualTo(Remains.nothingBut((int) test.demo().countDocuments()));
      }
    }
  }

  private static void work(TestDeployment test, Random random, List<AutoCloseable> open) {
    var id = new Document("_id", random.nextInt(20));
    switch (random.nextInt(8)) {
      case 0 -> open.add(test.demo().find().cursor());
      case 1 -> {
        var reader = test.sql("reader").repeatableRead();
        reader.read(1);
        open.add(reader);
      }
      case 2, 3 -> {
        if (!open.isEmpty()) {
          close(open.remove(random.nextInt(open.size())));
        }
      }
      case 4 -> test.demo().deleteOne(id);
      case 5 -> test.demo().updateMany(ALL, INC);
      default -> {
        if (test.demo().updateOne(id, INC).matchedCount() == 0) {
          test.demo().insertOne(id.append("n", 0));
        }
      }
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
