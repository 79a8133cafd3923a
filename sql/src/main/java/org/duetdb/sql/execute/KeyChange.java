package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;

/**
 * Writes changed documents whose key may have changed too. Such a row is deleted and inserted
 * again, the deletions first, so that keys can be shifted or exchanged.
 */
final class KeyChange {
  private static final Object[] NO_PARAMETERS = {};

  private final StatementScope scope;
  private final Namespace namespace;
  private final List<byte[]> moved = new ArrayList<>();

  KeyChange(StatementScope scope, Namespace namespace) {
    this.scope = scope;
    this.namespace = namespace;
  }

  /** Puts one document in the place of another; false if the statement has changed it before. */
  boolean replace(byte[] before, byte[] after) {
    DocumentKey key = DocumentKey.of(before);
    if (DocumentKey.of(after).equals(key)) {
      var update =
          UpdateOperation.of(
              namespace,
              Access.key(key),
              DocumentPredicate.ALWAYS,
              (document, ignored) -> after,
              false);
      return scope.update(update.writingAlways(), NO_PARAMETERS).matched() > 0;
    }
    var delete = DeleteOperation.of(namespace, Access.key(key), DocumentPredicate.ALWAYS, false);
    boolean deleted = scope.delete(delete, NO_PARAMETERS).deleted() > 0;
    if (deleted) {
      if (scope instanceof GuardedScope guarded) {
        guarded.moved(before, after);
      }
      moved.add(after);
    }
    return deleted;
  }

  /** Inserts what has got another key. */
  void finish() {
    if (!moved.isEmpty()) {
      scope.insert(new InsertOperation(namespace, moved, false, true));
    }
  }
}
