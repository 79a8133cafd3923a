package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
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
 * ON CONFLICT: DO NOTHING leaves a row whose key is there already as it is, DO UPDATE changes it.
 */
public final class OnConflict implements KeyConflicts {
  private final Namespace namespace;
  private final List<Arbiter> arbiters;
  private final Optional<Update> update;

  private OnConflict(Namespace namespace, List<Arbiter> arbiters, Optional<Update> update) {
    this.namespace = namespace;
    this.arbiters = arbiters;
    this.update = update;
  }

  /**
   * The clause.
   *
   * @param arbiters the unique keys whose conflicts are meant
   * @param algebra for DO UPDATE the values of the targets over the row that is there and the row
   *     that could not be inserted, with the condition; empty for DO NOTHING
   * @param targets where the values go
   */
  public record Clause(
      List<Arbiter> arbiters, Optional<RelNode> algebra, List<Assigned.Target> targets)
      implements KeyConflicts.Clause {
    @Override
    public KeyConflicts compile(CollectionTable table, OperatorCompiler compiler) {
      return new OnConflict(
          table.namespace(), arbiters, algebra.map(query -> update(table, query, compiler)));
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

  @Override
  public String words() {
    return "or what ON CONFLICT says";
  }

  @Override
  public List<byte @Nullable []> write(
      StatementScope scope, List<byte[]> documents, @Nullable Object[] environment) {
    var run = new Run(scope, environment);
    List<byte @Nullable []> left = new ArrayList<>();
    documents.forEach(document -> left.add(run.write(document)));
    return left;
  }

  /** One attempt of the statement: which rows it has written is what its snapshot does not show. */
  private final class Run {
    private final StatementScope scope;
    private final @Nullable Object[] environment;
    private final List<Written> written;

    private Run(StatementScope scope, @Nullable Object[] environment) {
      this.scope = scope;
      this.environment = environment;
      this.written =
          arbiters.stream().map(arbiter -> new Written(arbiter, new HashSet<>())).toList();
    }

    /**
     * Inserts a document, or does what the clause says.
     *
     * @return the document as it is now; null if nothing was written
     */
    byte @Nullable [] write(byte[] document) {
      if (isWritten(document)) {
        if (update.isPresent()) {
          throw new SqlFailure(
              SqlState.CARDINALITY_VIOLATION,
              "ON CONFLICT DO UPDATE cannot change a row a second time: "
                  + BsonSlice.ofDocument(document));
        }
        return null;
      }
      byte[] existing = find(document);
      if (existing == null) {
        insert(document);
        return document;
      }
      return update.isEmpty() ? null : update(update.get(), existing, document);
    }

    private boolean isWritten(byte[] document) {
      return written.stream().anyMatch(each -> each.has(document));
    }

    private void note(byte[] document) {
      written.forEach(each -> each.add(document));
    }

    private byte @Nullable [] find(byte[] document) {
      for (Arbiter arbiter : arbiters) {
        if (arbiter.key(document).isPresent()) {
          try (DocumentCursor cursor = scope.find(arbiter.find(namespace, document), environment)) {
            byte[] found = cursor.next();
            if (found != null) {
              return found;
            }
          }
        }
      }
      return null;
    }

    private void insert(byte[] document) {
      try {
        scope.insert(new InsertOperation(namespace, List.of(document), false, true));
      } catch (DuplicateKeyException duplicate) {
        throw KeyConflicts.committedSince(arbiters, duplicate, List.of(document), environment);
      }
      note(document);
    }

    private byte @Nullable [] update(Update clause, byte[] existing, byte[] excluded) {
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
      if (scope.update(operation, environment).matched() == 0) {
        return null;
      }
      note(existing);
      note(after);
      return after;
    }
  }

  /** The keys of the rows written so far. */
  private record Written(Arbiter arbiter, Set<Object> keys) {
    boolean has(byte[] document) {
      return arbiter.key(document).filter(keys::contains).isPresent();
    }

    void add(byte[] document) {
      arbiter.key(document).ifPresent(keys::add);
    }
  }
}
