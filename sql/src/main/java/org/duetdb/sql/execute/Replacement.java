package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.catalog.CollectionTable;
import org.jspecify.annotations.Nullable;

/**
 * REPLACE: every row that has a unique key in common with a new one is deleted, then the new ones
 * are inserted. Of new rows that are in each other's way the last stays. What refers to a deleted
 * row goes with it, or loses it, before the new rows come; where the foreign key has no such action
 * the row must be there again at the statement's end.
 *
 * <p>A rival's claim on a row that must go is waited for, or fails, as it does for DELETE. A key
 * that was committed after the snapshot is {@link KeyConflicts#committedSince}.
 */
public final class Replacement implements KeyConflicts {
  private final Namespace namespace;
  private final List<Arbiter> arbiters;

  private Replacement(Namespace namespace, List<Arbiter> arbiters) {
    this.namespace = namespace;
    this.arbiters = arbiters;
  }

  /**
   * The clause.
   *
   * @param arbiters all unique keys of the table
   */
  public record Clause(List<Arbiter> arbiters) implements KeyConflicts.Clause {
    @Override
    public KeyConflicts compile(CollectionTable table, OperatorCompiler compiler) {
      return new Replacement(table.namespace(), arbiters);
    }
  }

  @Override
  public String words() {
    return "instead of the rows with the same " + (arbiters.size() == 1 ? "key" : "keys");
  }

  @Override
  public List<byte @Nullable []> write(
      StatementScope scope, List<byte[]> documents, @Nullable Object[] environment) {
    for (byte[] document : documents) {
      for (DocumentKey key : inTheWay(scope, document, environment)) {
        var delete =
            DeleteOperation.of(namespace, Access.key(key), DocumentPredicate.ALWAYS, false);
        scope.delete(delete, environment);
      }
    }
    if (scope instanceof GuardedScope guarded) {
      guarded.actOnDeletions();
    }
    List<byte @Nullable []> left = lastOfEachKey(documents);
    insert(scope, left.stream().flatMap(Stream::ofNullable).toList(), environment);
    return left;
  }

  private Set<DocumentKey> inTheWay(
      StatementScope scope, byte[] document, @Nullable Object[] environment) {
    Set<DocumentKey> keys = new HashSet<>();
    for (Arbiter arbiter : arbiters) {
      if (arbiter.key(document).isPresent()) {
        try (DocumentCursor cursor = scope.find(arbiter.find(namespace, document), environment)) {
          for (byte[] found = cursor.next(); found != null; found = cursor.next()) {
            keys.add(DocumentKey.of(found));
          }
        }
      }
    }
    return keys;
  }

  /** The documents, with null for those that a later one replaces. */
  private List<byte @Nullable []> lastOfEachKey(List<byte[]> documents) {
    List<byte @Nullable []> left = new ArrayList<>(documents);
    for (Arbiter arbiter : arbiters) {
      Map<Object, Integer> last = new HashMap<>();
      for (int i = 0; i < documents.size(); i++) {
        int at = i;
        arbiter
            .key(documents.get(i))
            .map(key -> last.put(key, at))
            .ifPresent(earlier -> left.set(earlier, null));
      }
    }
    return left;
  }

  private void insert(
      StatementScope scope, List<byte[]> documents, @Nullable Object[] environment) {
    try {
      scope.insert(new InsertOperation(namespace, documents, false, true));
    } catch (DuplicateKeyException duplicate) {
      throw KeyConflicts.committedSince(arbiters, duplicate, documents, environment);
    }
  }
}
