package org.duetdb.engine;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.Statements;

/**
 * The {@code system.profile} of each database. Capped as MongoDB's: the oldest documents go when
 * there are too many bytes of them. Thread-safe, and nobody waits for another.
 */
final class ProfileCollections {
  private static final StatementSettings SETTINGS =
      StatementSettings.document("profile", BsonDocument::new);
  private static final Object[] NO_PARAMETERS = {};

  private final Supplier<Statements> statements;
  private final long cap;
  private final Map<String, Kept> databases = new ConcurrentHashMap<>();

  /** What one database keeps, oldest first. */
  private static final class Kept {
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
  }

  private record Entry(DocumentKey key, int bytes) {}

  /**
   * @param cap how many bytes of documents a database keeps
   */
  ProfileCollections(Supplier<Statements> statements, long cap) {
    this.statements = statements;
    this.cap = cap;
  }

  /** Adds a document. */
  void write(String database, byte[] document) {
    var namespace = new Namespace(database, "system.profile");
    statements
        .get()
        .insert(SETTINGS, new InsertOperation(namespace, List.of(document), true, true));
    var kept = databases.computeIfAbsent(database, name -> new Kept());
    kept.entries.add(new Entry(DocumentKey.of(document), document.length));
    kept.bytes.addAndGet(document.length);
    while (kept.bytes.get() > cap) {
      var oldest = kept.entries.poll();
      if (oldest == null) {
        return;
      }
      kept.bytes.addAndGet(-oldest.bytes());
      statements
          .get()
          .delete(
              SETTINGS,
              DeleteOperation.of(
                  namespace, Access.key(oldest.key()), DocumentPredicate.ALWAYS, false),
              NO_PARAMETERS);
    }
  }
}
