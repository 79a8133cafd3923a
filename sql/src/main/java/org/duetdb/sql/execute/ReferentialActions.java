package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor.ReferentialAction;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the rows that refer to rows which one statement has deleted, or given another
 * key: at its end they refuse it, go as well, or are changed. What is done to them is guarded by
 * their own table's rules, so that it goes on from table to table.
 */
final class ReferentialActions {
  private final StatementScope scope;
  private final Set<DocumentKey> missing;
  private final Map<DocumentKey, Optional<DocumentKey>> moved;
  private final @Nullable Object[] environment;

  /**
   * @param missing the keys that there are no longer
   * @param moved what keys have become that rows have lost
   */
  ReferentialActions(
      StatementScope scope,
      Set<DocumentKey> missing,
      Map<DocumentKey, Optional<DocumentKey>> moved,
      @Nullable Object[] environment) {
    this.scope = scope;
    this.missing = missing;
    this.moved = moved;
    this.environment = environment;
  }

  /**
   * Looks after one foreign key. Rows follow the row that they refer to also where another row has
   * got its key; where nothing is to become of them, the other row will do.
   */
  void apply(Reference reference) {
    Set<DocumentKey> deleted = new HashSet<>(missing);
    deleted.removeAll(moved.keySet());
    if (!deleted.isEmpty()) {
      ReferentialAction action = reference.onDelete();
      apply(reference, action, deleted, action == ReferentialAction.CASCADE);
    }
    Set<DocumentKey> changed = new HashSet<>(moved.keySet());
    if (reference.onUpdate() == ReferentialAction.REFUSE) {
      changed.retainAll(missing);
    }
    if (!changed.isEmpty()) {
      apply(reference, reference.onUpdate(), changed, false);
    }
  }

  private void apply(
      Reference reference, ReferentialAction action, Set<DocumentKey> keys, boolean deletes) {
    FindOperation find = reference.children(keys, environment);
    boolean shown = track(find);
    if (action == ReferentialAction.REFUSE) {
      refuse(reference, find, shown);
      return;
    }
    var children = new GuardedScope(scope, reference.childRules(), environment);
    children.present(reference, moved.values().stream().flatMap(Optional::stream).toList());
    var changes = new KeyChange(children, reference.child().namespace());
    for (byte[] child : all(find)) {
      boolean done =
          deletes
              ? delete(children, reference, child)
              : changes.replace(child, changed(reference, action, child));
      if (!done) {
        throw unseen(DocumentKey.of(child));
      }
    }
    changes.finish();
    children.finish();
  }

  /**
   * SERIALIZABLE transactions are told of what was looked for, since the newest is not tracked.
   *
   * @return whether the snapshot shows rows that refer; true below that level, which does not ask
   */
  private boolean track(FindOperation find) {
    Attempt attempt = Attempt.of(environment);
    boolean serializable =
        attempt
            .execution()
            .engine()
            .transaction()
            .map(open -> open.isolation() == IsolationLevel.SERIALIZABLE)
            .orElse(false);
    boolean shown = !serializable;
    if (serializable) {
      try (DocumentCursor tracked = scope.find(find, environment)) {
        while (tracked.next() != null) {
          attempt.tick();
          shown = true;
        }
      }
    }
    return shown;
  }

  /**
   * Rows that the snapshot of a SERIALIZABLE transaction denies are no reason that it may be told:
   * it has read that nobody refers, so it comes before whoever does, and after them by the refusal.
   */
  private void refuse(Reference reference, FindOperation find, boolean shown) {
    try (DocumentCursor children = scope.findNewest(find.withLimit(1), environment)) {
      byte[] child = children.next();
      if (child != null && !shown) {
        throw unseen(DocumentKey.of(child));
      } else if (child != null) {
        throw GuardedScope.violation(
            reference,
            "is still referred to: the row with key " + DocumentKey.of(child) + " needs it");
      }
    }
  }

  private List<byte[]> all(FindOperation find) {
    List<byte[]> found = new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    try (DocumentCursor children = scope.findNewest(find, environment)) {
      for (byte[] child = children.next(); child != null; child = children.next()) {
        attempt.hold(child.length);
        found.add(child);
      }
    }
    return found;
  }

  private boolean delete(GuardedScope children, Reference reference, byte[] child) {
    var operation =
        DeleteOperation.of(
            reference.child().namespace(),
            Access.key(DocumentKey.of(child)),
            DocumentPredicate.ALWAYS,
            false);
    return children.delete(operation, environment).deleted() > 0;
  }

  /** The child with NULL, or the parent's new key, in the columns that refer. */
  private byte[] changed(Reference reference, ReferentialAction action, byte[] child) {
    List<TableColumn> columns = reference.childColumns();
    Map<FieldPath, Object> values = new HashMap<>();
    if (action == ReferentialAction.CASCADE) {
      DocumentKey before = reference.target(child, environment).orElseThrow();
      Optional<DocumentKey> after = Objects.requireNonNull(moved.get(before));
      for (int i = 0; after.isPresent() && i < columns.size(); i++) {
        values.put(columns.get(i).path(), reference.part(after.get(), i));
      }
    }
    List<Expression> expressions = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    List<Assigned.Target> targets = new ArrayList<>();
    for (TableColumn column : columns) {
      expressions.add((input, ignored) -> values.get(column.path()));
      types.add(column.type());
      targets.add(new Assigned.Target(column.path(), Optional.of(column)));
    }
    DocumentPatch patch = Assigned.patch(reference.child(), targets, expressions, types);
    return patch.patched(child, patch.values(child, environment));
  }

  /**
   * What cannot be written is what the snapshot does not show: READ COMMITTED runs the statement
   * again, the higher levels cannot; or it is a row that the statement has written before.
   */
  private RuntimeException unseen(DocumentKey child) {
    Execution execution = Attempt.of(environment).execution();
    if (!execution.refreshes()) {
      return new DuetException(
          ErrorCode.WRITE_CONFLICT,
          "the row with key "
              + child
              + " refers to one that is deleted or gets another key, and was committed after the"
              + " transaction's snapshot; run the transaction again",
          Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR));
    } else if (execution.noteInvisible(child)) {
      return new StaleSnapshot("the row with key " + child);
    }
    return new SqlFailure(
        SqlState.OBJECT_NOT_IN_STATE,
        "the row with key " + child + " was changed already by the statement that would change it");
  }
}
