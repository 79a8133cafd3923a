package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Condition;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/**
 * ON CONFLICT: what becomes of a row whose key is there already. A key that somebody has committed
 * after the snapshot counts as there: READ COMMITTED and autocommit do nothing about it, or run the
 * statement again to update it; at the higher levels it is a serialization failure, since the
 * transaction cannot see the row.
 */
public final class OnConflict {
  private final Namespace namespace;
  private final Optional<Update> update;

  private OnConflict(Namespace namespace, Optional<Update> update) {
    this.namespace = namespace;
    this.update = update;
  }

  /**
   * The clause.
   *
   * @param algebra for DO UPDATE the values of the targets over the row that is there and the row
   *     that could not be inserted, with the condition; empty for DO NOTHING
   * @param targets where the values go
   */
  public record Clause(Optional<RelNode> algebra, List<Assigned.Target> targets) {
    OnConflict compile(CollectionTable table, OperatorCompiler compiler) {
      return new OnConflict(
          table.namespace(), algebra.map(query -> update(table, query, compiler)));
    }

    private Update update(CollectionTable table, RelNode query, OperatorCompiler compiler) {
      ExpressionCompiler pair =
          compiler.expressions(new Pair(new DocumentColumns(table), table.columns().size()));
      List<RexNode> values = ((Project) query).getProjects();
      RelNode below = ((Project) query).getInput();
      Condition condition =
          below instanceof Filter filter ? pair.whenTrue(filter.getCondition()) : Condition.ALWAYS;
      List<RexNode> assigned = values.subList(0, targets.size());
      DocumentPatch patch =
          Assigned.patch(
              table,
              targets,
              pair.compileAll(assigned),
              assigned.stream().map(RexNode::getType).toList());
      return new Update(patch, condition);
    }
  }

  /** DO UPDATE, over the two documents. */
  private record Update(DocumentPatch patch, Condition condition) {}

  /** The columns of the document that is there, then those of the other. */
  private record Pair(InputColumns columns, int width) implements InputColumns {
    @Override
    public Expression column(int index) {
      int side = index < width ? 0 : 1;
      Expression column = columns.column(index % width);
      return (input, environment) -> column.value(((byte[][]) input)[side], environment);
    }
  }

  /**
   * Inserts a document, or does what the clause says.
   *
   * @return the document as it is now; null if nothing was written
   */
  byte @Nullable [] write(
      StatementScope scope, byte[] document, boolean again, @Nullable Object[] environment) {
    DocumentKey key = DocumentKey.of(document);
    if (again) {
      if (update.isPresent()) {
        throw new SqlFailure(
            SqlState.CARDINALITY_VIOLATION,
            "ON CONFLICT DO UPDATE cannot change the row with key " + key + " a second time");
      }
      return null;
    }
    byte[] existing = find(scope, key, environment);
    if (existing == null) {
      try {
        scope.insert(new InsertOperation(namespace, List.of(document), false, true));
        return document;
      } catch (DuetException duplicate) {
        committedSince(key, duplicate, Attempt.of(environment).execution());
        return null;
      }
    }
    return existing == null || update.isEmpty()
        ? null
        : update(scope, update.get(), existing, document, environment);
  }

  private byte @Nullable [] find(
      StatementScope scope, DocumentKey key, @Nullable Object[] environment) {
    FindOperation find = FindOperation.of(namespace, Access.key(key), DocumentPredicate.ALWAYS);
    try (DocumentCursor cursor = scope.find(find, environment)) {
      return cursor.next();
    }
  }

  /** What to do about a document that another transaction has committed after the snapshot. */
  private void committedSince(DocumentKey key, DuetException duplicate, Execution execution) {
    if (duplicate.code() != ErrorCode.DUPLICATE_KEY) {
      throw duplicate;
    }
    if (!execution.refreshes()) {
      throw conflict(key, duplicate);
    }
    if (update.isPresent()) {
      throw new StaleSnapshot("key " + key);
    }
  }

  private static DuetException conflict(DocumentKey key, DuetException duplicate) {
    var conflict =
        new DuetException(
            ErrorCode.WRITE_CONFLICT,
            "key " + key + " was committed after the transaction's snapshot; run it again",
            Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR));
    conflict.initCause(duplicate);
    return conflict;
  }

  private byte @Nullable [] update(
      StatementScope scope,
      Update clause,
      byte[] existing,
      byte[] excluded,
      @Nullable Object[] environment) {
    byte[][] pair = {existing, excluded};
    if (!clause.condition().holds(pair, environment)) {
      return null;
    }
    byte[] after = clause.patch().patched(existing, clause.patch().values(pair, environment));
    DocumentKey key = DocumentKey.of(existing);
    if (!DocumentKey.of(after).equals(key)) {
      throw new SqlFailure(
          SqlState.UNSUPPORTED, "ON CONFLICT DO UPDATE cannot change the row's key");
    }
    var operation =
        UpdateOperation.of(
                namespace,
                Access.key(key),
                DocumentPredicate.ALWAYS,
                (document, ignored) -> after,
                false)
            .writingAlways();
    return scope.update(operation, environment).matched() > 0 ? after : null;
  }
}
