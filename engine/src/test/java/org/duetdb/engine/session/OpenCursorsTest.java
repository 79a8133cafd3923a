package org.duetdb.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.TransactionSettings;
import org.junit.jupiter.api.Test;

/** A session remembers the cursors that are open, and no others. */
final class OpenCursorsTest {
  private static final Object[] NONE = {};

  @Test
  void whatIsClosedOrExhaustedIsForgotten() {
    try (var deployment = Deployment.open("duet:mem:");
        var session = (EmbeddedSession) deployment.engine().openSession("S")) {
      deployment.database("test").collection("demo").insertOne(new Document("_id", 1));
      var all =
          FindOperation.of(new Namespace("test", "demo"), Access.ALL, DocumentPredicate.ALWAYS);
      session.begin(TransactionSettings.at(IsolationLevel.REPEATABLE_READ));

      for (int i = 0; i < 10; i++) {
        var exhausted = session.find(StatementSettings.sql("read"), all, NONE);
        assertThat(exhausted.next()).isNotNull();
        assertThat(session.openCursors()).isEqualTo(1);
        assertThat(exhausted.next()).isNull();
        session.find(StatementSettings.sql("read"), all, NONE).close();
      }
      assertThat(session.openCursors()).isZero();
      var open = session.find(StatementSettings.sql("read"), all, NONE);
      assertThat(open.next()).isNotNull();
      session.rollback();
      assertThat(session.openCursors()).isZero();
    }
  }
}
