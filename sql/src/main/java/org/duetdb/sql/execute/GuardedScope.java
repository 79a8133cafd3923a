package org.duetdb.sql.execute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * A statement's scope that looks after the rules of the one table that the statement writes. CHECKs
 * are tested as rows are written. Foreign keys are tested at the statement's end, so that it may
 * write a row before the one that it refers to.
 *
 * <p>A row that refers to another takes a shared claim on the other's key, held as long as the
 * transaction lives: whoever deletes the other row waits, or fails, by the one conflict rule.
 * Whoever deletes first has an exclusive claim there, and the shared one waits. So of two
 * transactions the second always meets the first. The rows that refer to a deleted one are looked
 * for in the newest state, at every level, as in PostgreSQL: the claim keeps others from coming.
 */
final class GuardedScope implements StatementScope {
  private final StatementScope scope;
  private final TableRules rules;
  private final @Nullable Object[] environment;
  private final List<byte[]> referring = new ArrayList<>();
  private final List<ReferredKeys> referred;
  private final Set<Map.Entry<String, DocumentKey>> present = new HashSet<>();

  GuardedScope(StatementScope scope, TableRules rules, @Nullable Object[] environment) {
    this.scope = scope;
    this.rules = rules;
    this.environment = environment;
    this.referred = rules.incoming().stream().map(ReferredKeys::new).toList();
  }

  @Override
  public InsertOutcome insert(InsertOperation operation) {
    for (byte[] document : operation.documents()) {
      written(document);
      referred.forEach(keys -> keys.inserted(document));
    }
    return scope.insert(operation);
  }

  @Override
  public UpdateOutcome update(UpdateOperation operation, Object[] parameters) {
    boolean movesKeys = rules.incoming().stream().anyMatch(key -> !key.isPrimary());
    if (rules.checks().isEmpty() && rules.outgoing().isEmpty() && !movesKeys) {
      return scope.update(operation, parameters);
    }
    Map<DocumentKey, byte[]> before = new HashMap<>();
    UpdateOperation observed = movesKeys ? noting(operation, before) : operation;
    UpdateOutcome outcome =
        scope.update(observed.returning(UpdateOperation.Returning.AFTER), parameters);
    outcome.returned().forEach(this::written);
    if (movesKeys) {
      outcome.returned().forEach(after -> changed(before.get(DocumentKey.of(after)), after));
    }
    return outcome;
  }

  /** Notes each document as it was when the engine last asked for its next version. */
  private UpdateOperation noting(UpdateOperation operation, Map<DocumentKey, byte[]> before) {
    return operation.withMutation(
        (document, parameters) -> {
          Attempt.of(environment).hold(document.length);
          before.put(DocumentKey.of(document), document);
          return operation.mutation().apply(document, parameters);
        });
  }

  private void changed(byte @Nullable [] before, byte[] after) {
    if (before != null) {
      referred.forEach(keys -> keys.changed(before, after));
    }
  }

  @Override
  public DeleteOutcome delete(DeleteOperation operation, Object[] parameters) {
    if (rules.incoming().isEmpty()) {
      return scope.delete(operation, parameters);
    }
    var returning =
        new DeleteOperation(
            operation.namespace(),
            operation.access(),
            operation.residual(),
            operation.multi(),
            operation.order(),
            true);
    DeleteOutcome outcome = scope.delete(returning, parameters);
    outcome.returned().forEach(document -> referred.forEach(keys -> keys.deleted(document)));
    return outcome;
  }

  /**
   * Notes that the statement itself has given these keys to the rows that one of them refers to.
   */
  void present(Reference reference, Collection<DocumentKey> keys) {
    keys.forEach(key -> present.add(Map.entry(reference.name(), key)));
  }

  /** Notes that a row that is deleted will be inserted with another key. */
  void moved(byte[] before, byte[] after) {
    referred.forEach(keys -> keys.moved(before, after));
  }

  /** Tests a row that is written, or there already. */
  void written(byte[] document) {
    rules.checks().forEach(check -> check.require(document, environment));
    if (!rules.outgoing().isEmpty()) {
      Attempt.of(environment).hold(document.length);
      referring.add(document);
    }
  }

  /**
   * Lets deletions so far act on the rows that refer to what is gone, before the statement goes on
   * and perhaps inserts rows with the same keys. Foreign keys without an action wait for the end.
   */
  void actOnDeletions() {
    for (ReferredKeys keys : referred) {
      if (!keys.reference().refusesDelete() && !keys.lost().isEmpty()) {
        new ReferentialActions(scope, keys.lost(), Map.of(), environment).apply(keys.reference());
      }
    }
  }

  /** Tests the foreign keys, now that the statement has written everything. */
  void finish() {
    rules.outgoing().forEach(this::requireParents);
    for (ReferredKeys keys : referred) {
      new ReferentialActions(scope, keys.missing(), keys.moves(), environment)
          .apply(keys.reference());
    }
  }

  private void requireParents(Reference reference) {
    Set<DocumentKey> known = new HashSet<>();
    for (byte[] document : referring) {
      Optional<DocumentKey> target = reference.target(document, environment);
      if (target.isEmpty()
          || own(reference).filter(keys -> keys.hasCome(target.get())).isPresent()
          || present.contains(Map.entry(reference.name(), target.get()))
          || !known.add(target.get())) {
        continue;
      }
      requireParent(reference, target.get());
    }
  }

  /** What the statement does to the keys of a table that refers to itself. */
  private Optional<ReferredKeys> own(Reference reference) {
    return referred.stream()
        .filter(keys -> keys.reference().isOwn())
        .filter(keys -> keys.reference().name().equals(reference.name()))
        .findFirst();
  }

  private void requireParent(Reference reference, DocumentKey target) {
    FindOperation find = reference.parents(target);
    boolean there = own(reference).filter(keys -> keys.hasGone(target)).isEmpty();
    if (there) {
      try (DocumentCursor cursor = scope.find(find.withLock(lock(reference)), environment)) {
        there = cursor.next() != null;
      }
      if (!there && Attempt.of(environment).execution().refreshes()) {
        requireNotNewer(find, target);
      }
    }
    if (!there) {
      throw violation(
          reference,
          "refers to key "
              + target
              + ", which table "
              + reference.parent().name()
              + " does not have");
    }
  }

  /** A parent that was committed after the snapshot is seen by running the statement again. */
  private void requireNotNewer(FindOperation find, DocumentKey target) {
    try (DocumentCursor newest = scope.findNewest(find, environment)) {
      if (newest.next() != null && Attempt.of(environment).execution().noteInvisible(target)) {
        throw new StaleSnapshot("the row with key " + target);
      }
    }
  }

  private static Lock lock(Reference reference) {
    return new Lock(Lock.Strength.SHARED, Optional.empty(), 0, "REFERENCES of " + reference.name());
  }

  static SqlFailure violation(Reference reference, String what) {
    return new SqlFailure(
        SqlState.FOREIGN_KEY_VIOLATION,
        "foreign key "
            + reference.name()
            + " of table "
            + reference.child().name()
            + ": a row "
            + what);
  }

  @Override
  public DocumentCursor findNewest(FindOperation operation, Object[] parameters) {
    return scope.findNewest(operation, parameters);
  }

  @Override
  public DocumentCursor find(FindOperation operation, Object[] parameters) {
    return scope.find(operation, parameters);
  }

  @Override
  public Instant time() {
    return scope.time();
  }

  @Override
  public Optional<CollectionDescriptor> collection(Namespace namespace) {
    return scope.collection(namespace);
  }

  @Override
  public List<CollectionDescriptor> collections() {
    return scope.collections();
  }

  @Override
  public void createCollection(CollectionDescriptor descriptor) {
    scope.createCollection(descriptor);
  }

  @Override
  public void lockCollection(Namespace namespace, CollectionLock strength, Lock clause) {
    scope.lockCollection(namespace, strength, clause);
  }

  @Override
  public boolean dropCollection(Namespace namespace) {
    return scope.dropCollection(namespace);
  }

  @Override
  public boolean alterCollection(CollectionDescriptor descriptor) {
    return scope.alterCollection(descriptor);
  }

  @Override
  public boolean createIndex(Namespace namespace, IndexDescriptor index) {
    return scope.createIndex(namespace, index);
  }

  @Override
  public boolean dropIndex(Namespace namespace, String name) {
    return scope.dropIndex(namespace, name);
  }

  @Override
  public org.duetdb.api.spi.Explanation explain(FindOperation operation, Object[] parameters) {
    return scope.explain(operation, parameters);
  }
}
