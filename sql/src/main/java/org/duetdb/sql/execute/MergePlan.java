package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Condition;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/**
 * MERGE: the source's rows, each with the table's document that it matches or none, and for each
 * the first WHEN that fits. Nothing is computed for a WHEN that does not.
 */
public final class MergePlan implements StatementPlan {
  private final Namespace namespace;
  private final Operator rows;
  private final int document;
  private final List<Step> steps;
  private final Optional<Returning> returning;
  private final TableRules rules;
  private final int slots;

  private MergePlan(
      Namespace namespace,
      Operator rows,
      int document,
      List<Step> steps,
      Optional<Returning> returning,
      TableRules rules,
      int slots) {
    this.namespace = namespace;
    this.rows = rows;
    this.document = document;
    this.steps = steps;
    this.returning = returning;
    this.rules = rules;
    this.slots = slots;
  }

  /** What a WHEN does. */
  public enum Verb {
    /** Changes the document. */
    UPDATE,
    /** Removes the document. */
    DELETE,
    /** Adds a document. */
    INSERT,
    /** Leaves things as they are. */
    NOTHING
  }

  /**
   * A WHEN, over the columns of the joined rows.
   *
   * @param matched whether it is for rows with a document
   * @param condition what else must hold
   * @param verb what is done
   * @param targets where UPDATE puts the values
   * @param encoder makes the document that INSERT inserts
   * @param values what UPDATE assigns, or the row that INSERT inserts
   */
  public record When(
      boolean matched,
      RexNode condition,
      Verb verb,
      List<Assigned.Target> targets,
      RowEncoder encoder,
      List<RexNode> values) {}

  private record Step(
      boolean matched,
      Condition condition,
      Verb verb,
      DocumentPatch patch,
      RowEncoder encoder,
      Expression[] cells) {}

  /**
   * A MERGE.
   *
   * @param joined the source's rows with the table's columns, and the document as the last column
   */
  public static MergePlan of(
      CollectionTable table,
      RelNode joined,
      List<When> whens,
      Optional<Returning.Clause> returning,
      TableRules rules,
      int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    Operator rows = compiler.query(joined);
    ExpressionCompiler expressions = compiler.expressions(InputColumns.ROW);
    List<Step> steps = whens.stream().map(when -> step(when, table, expressions)).toList();
    Optional<Returning> returned = returning.map(clause -> clause.compile(compiler));
    return new MergePlan(
        table.namespace(),
        rows,
        joined.getRowType().getFieldCount() - 1,
        steps,
        returned,
        rules,
        slots.used());
  }

  private static Step step(When when, CollectionTable table, ExpressionCompiler expressions) {
    List<Expression> values = expressions.compileAll(when.values());
    DocumentPatch patch =
        when.verb() == Verb.UPDATE
            ? Assigned.patch(
                table,
                when.targets(),
                values,
                when.values().stream().map(RexNode::getType).toList())
            : new DocumentPatch(List.of());
    Expression[] cells = new Expression[when.verb() == Verb.INSERT ? values.size() : 0];
    for (int i = 0; i < cells.length; i++) {
      cells[i] =
          InsertPlan.stored(
              values.get(i), when.values().get(i).getType(), when.encoder().types().get(i));
    }
    return new Step(
        when.matched(),
        expressions.whenTrue(when.condition()),
        when.verb(),
        patch,
        when.encoder(),
        cells);
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MERGE;
  }

  @Override
  public List<SqlColumn> columns() {
    return returning.map(Returning::columns).orElse(List.of());
  }

  @Override
  public void explain(Explanation text) {
    text.line("merge into " + namespace + ", " + steps.size() + " cases", rows);
    rules.explain(text);
  }

  @Override
  public SqlResult execute(Execution execution) {
    return execution.write(scope -> run(scope, execution)).result(returning, execution);
  }

  private WriteOutcome run(StatementScope scope, Execution execution) {
    @Nullable Object[] environment = Attempt.environment(execution, scope::find, slots);
    return rules.guard(
        scope, environment, guarded -> new Run(guarded, execution, environment).run());
  }

  /** One attempt. */
  private final class Run {
    private final StatementScope scope;
    private final Execution execution;
    private final @Nullable Object[] environment;
    private final KeyChange changes;
    private final Set<DocumentKey> touched = new HashSet<>();
    private final List<byte[]> inserted = new ArrayList<>();
    private final List<byte[]> written = new ArrayList<>();
    private long count;

    Run(StatementScope scope, Execution execution, @Nullable Object[] environment) {
      this.scope = scope;
      this.execution = execution;
      this.environment = environment;
      this.changes = new KeyChange(scope, namespace);
    }

    WriteOutcome run() {
      Attempt attempt = Attempt.of(environment);
      try (Rows opened = rows.open(environment)) {
        while (opened.next()) {
          attempt.tick();
          row((@Nullable Object[]) opened.current());
        }
      }
      changes.finish();
      if (!inserted.isEmpty()) {
        scope.insert(new InsertOperation(namespace, inserted, false, true));
      }
      return WriteOutcome.of(count, written, returning, environment);
    }

    private void row(@Nullable Object[] row) {
      Object value = row[document];
      for (Step step : steps) {
        if (step.matched() == (value != null) && step.condition().holds(row, environment)) {
          take(step, row, value == null ? new byte[0] : ((BsonSlice) value).bytes());
          return;
        }
      }
    }

    private void take(Step step, @Nullable Object[] row, byte[] before) {
      switch (step.verb()) {
        case NOTHING -> {}
        case INSERT -> insert(step.encoder(), Projected.row(step.cells(), row, environment));
        case UPDATE -> {
          requireUntouched(before);
          byte[] after = step.patch().patched(before, step.patch().values(row, environment));
          changes.replace(before, after);
          note(after);
        }
        case DELETE -> {
          requireUntouched(before);
          scope.delete(
              DeleteOperation.of(
                  namespace, Access.key(DocumentKey.of(before)), DocumentPredicate.ALWAYS, false),
              environment);
          note(before);
        }
      }
    }

    private void insert(RowEncoder encoder, @Nullable Object[] cells) {
      byte[] made = encoder.encode(cells, execution.id(inserted.size()));
      Attempt.of(environment).hold(made.length);
      inserted.add(made);
      note(made);
    }

    private void note(byte[] result) {
      count++;
      if (returning.isPresent()) {
        Attempt.of(environment).hold(result.length);
        written.add(result);
      }
    }

    private void requireUntouched(byte[] before) {
      if (!touched.add(DocumentKey.of(before))) {
        throw new SqlFailure(
            SqlState.CARDINALITY_VIOLATION,
            "MERGE cannot change the row with key "
                + DocumentKey.of(before)
                + " a second time: several rows of the source match it");
      }
    }
  }
}
