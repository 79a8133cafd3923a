package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.engine.journal.CommitRecord;
import org.duetdb.engine.journal.CommitSink;
import org.junit.jupiter.api.Test;

/** Commits on their way to sinks: in one order, and seen by nobody before the sinks have them. */
final class CommitSinkTest {
  private static final Namespace DEMO = new Namespace("test", "demo");
  private static final StatementSettings SETTINGS =
      StatementSettings.document("test", BsonDocument::new);
  private static final Object[] NONE = {};

  private static Engine open(CommitSink sink) {
    var engine = new EmbeddedEngine(DeploymentOptions.inMemory("sinks"), List.of(sink));
    return engine.handle(engine::shutdown, engine::shutdown);
  }

  private static byte[] document(String json) {
    return BsonCodecs.encode(BsonDocument.parse(json));
  }

  private static Optional<BsonDocument> read(Engine engine, int id) {
    var find = FindOperation.of(DEMO, byId(id), DocumentPredicate.ALWAYS);
    try (var cursor = engine.autocommit().find(SETTINGS, find, NONE)) {
      return Optional.ofNullable(cursor.next()).map(BsonCodecs::decodeDocument);
    }
  }

  private static Access byId(int id) {
    return Access.key(DocumentKey.of(document("{_id: " + id + "}")));
  }

  private static void insert(Engine engine, String json) {
    var outcome =
        engine
            .autocommit()
            .insert(SETTINGS, new InsertOperation(DEMO, List.of(document(json)), true, true));
    assertThat(outcome.failures()).isEmpty();
  }

  private static UpdateOperation set(int id, String json) {
    var next = document(json);
    return UpdateOperation.of(
        DEMO, byId(id), DocumentPredicate.ALWAYS, (before, parameters) -> next, false);
  }

  @Test
  void aSinkTakesEveryCommitInOrderWithItsAfterImages() {
    var taken = new ArrayList<CommitRecord>();
    try (var engine = open(taken::addAll)) {
      insert(engine, "{_id: 1, n: 0}");
      engine.autocommit().update(SETTINGS, set(1, "{_id: 1, n: 1}"), NONE);
      try (var session = engine.openSession("A")) {
        session.begin(TransactionSettings.DOCUMENT);
        session.update(SETTINGS, set(1, "{_id: 1, n: 2}"), NONE);
        session.update(SETTINGS, set(1, "{_id: 1, n: 3}"), NONE);
        session.commit(StatementSettings.Language.DOCUMENT);
      }

      assertThat(taken).hasSize(4);
      assertThat(taken.get(0).changes())
          .extracting(CommitRecord.Change::store)
          .containsExactly("(catalog)");
      assertThat(taken.subList(1, 4)).map(CommitSinkTest::onlyImage).containsExactly("0", "1", "3");
    }
  }

  private static String onlyImage(CommitRecord commit) {
    assertThat(commit.changes()).hasSize(1);
    byte[] bytes = commit.changes().get(0).image().bytes();
    return BsonCodecs.decodeDocument(bytes).get("n").asInt32().getValue() + "";
  }

  @Test
  void nobodySeesWhatTheSinkHasNotTaken() {
    var seenInside = new ArrayList<Optional<BsonDocument>>();
    var holder = new Engine[1];
    CommitSink sink =
        group -> {
          if (holder[0] != null) {
            seenInside.add(read(holder[0], 1));
          }
        };
    try (var engine = open(sink)) {
      insert(engine, "{_id: 1, n: 0}");
      holder[0] = engine;
      engine.autocommit().update(SETTINGS, set(1, "{_id: 1, n: 1}"), NONE);

      assertThat(seenInside).containsExactly(Optional.of(BsonDocument.parse("{_id: 1, n: 0}")));
      assertThat(read(engine, 1)).contains(BsonDocument.parse("{_id: 1, n: 1}"));
    }
  }

  @Test
  void aSinkWithABugLeavesTheOutcomeUnknownToo() {
    var fails = new boolean[1];
    CommitSink sink =
        group -> {
          if (fails[0]) {
            throw new IllegalStateException("a bug");
          }
        };
    try (var engine = open(sink);
        var session = engine.openSession("A")) {
      insert(engine, "{_id: 1, n: 0}");
      fails[0] = true;
      session.begin(TransactionSettings.DOCUMENT);
      session.update(SETTINGS, set(1, "{_id: 1, n: 1}"), NONE);

      assertThatThrownBy(() -> session.commit(StatementSettings.Language.DOCUMENT))
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> assertThat(failed.code()).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN));
      assertThat(read(engine, 1)).contains(BsonDocument.parse("{_id: 1, n: 0}"));
    }
  }

  @Test
  void aSinkThatFailsLeavesTheOutcomeUnknownAndTheCommitUnseen() {
    var fails = new boolean[1];
    CommitSink sink =
        group -> {
          if (fails[0]) {
            throw new IOException("disk full");
          }
        };
    try (var engine = open(sink)) {
      insert(engine, "{_id: 1, n: 0}");
      fails[0] = true;

      assertThatThrownBy(() -> engine.autocommit().update(SETTINGS, set(1, "{_id: 1, n: 1}"), NONE))
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN);
                assertThat(failed.labels())
                    .containsExactly(DuetException.UNKNOWN_TRANSACTION_COMMIT_RESULT);
              });
      assertThat(read(engine, 1)).contains(BsonDocument.parse("{_id: 1, n: 0}"));
    }
  }
}
