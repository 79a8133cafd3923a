package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE that sets a key column. A row whose key changes is deleted and inserted again, the
 * deletions first, so that keys can be shifted or exchanged.
 */
record KeyChange(UpdateOperation update) {

  long run(StatementScope scope, @Nullable Object[] environment) {
    List<byte[]> moved = new ArrayList<>();
    long matched = 0;
    for (byte[] before : matching(scope, environment)) {
      matched++;
      byte[] after = update.mutation().apply(before, environment);
      DocumentKey key = DocumentKey.of(before);
      if (DocumentKey.of(after).equals(key)) {
        scope.update(
            UpdateOperation.of(
                    update.namespace(),
                    Access.key(key),
                    DocumentPredicate.ALWAYS,
                    (document, ignored) -> after,
                    false)
                .writingAlways(),
            environment);
      } else {
        scope.delete(
            DeleteOperation.of(
                update.namespace(), Access.key(key), DocumentPredicate.ALWAYS, false),
            environment);
        moved.add(after);
      }
    }
    if (!moved.isEmpty()) {
      scope.insert(new InsertOperation(update.namespace(), moved, false, true));
    }
    return matched;
  }

  private List<byte[]> matching(StatementScope scope, @Nullable Object[] environment) {
    List<byte[]> documents = new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    var find = FindOperation.of(update.namespace(), update.access(), update.residual());
    try (DocumentCursor cursor = scope.find(find, environment)) {
      for (byte[] document = cursor.next(); document != null; document = cursor.next()) {
        attempt.hold(document.length);
        documents.add(document);
      }
    }
    return documents;
  }
}
