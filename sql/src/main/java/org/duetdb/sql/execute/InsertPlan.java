package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.expression.Casts;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/**
 * INSERT. Rows of constants and parameters are made before the engine is asked, so that one row
 * takes the engine's express path; rows of a query are made inside the statement, on its snapshot.
 */
public final class InsertPlan implements StatementPlan {
  private final Namespace namespace;
  private final Operator rows;
  private final RowEncoder encoder;
  private final Optional<KeyConflicts> conflict;
  private final Optional<Returning> returning;
  private final TableRules rules;
  private final boolean needsScope;
  private final int slots;

  private InsertPlan(
      RowEncoder encoder, Operator rows, Extras extras, OperatorCompiler compiler, Slots slots) {
    this.namespace = encoder.namespace();
    this.rows = rows;
    this.encoder = encoder;
    this.conflict = extras.conflict().map(clause -> clause.compile(encoder.table(), compiler));
    this.returning = extras.returning().map(clause -> clause.compile(compiler));
    this.rules = extras.rules();
    this.needsScope = compiler.scans() > 0 || conflict.isPresent() || !rules.isEmpty();
    this.slots = slots.used();
  }

  /** What may stand behind an INSERT. */
  public record Extras(
      Optional<KeyConflicts.Clause> conflict,
      Optional<Returning.Clause> returning,
      TableRules rules) {}

  /** The rows of VALUES, each with an expression for each place of the encoder's row. */
  public static InsertPlan ofValues(
      RowEncoder encoder, List<List<RexNode>> rows, Extras extras, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    var constants = compiler.expressions(InputColumns.NONE);
    List<Expression[]> compiled = new ArrayList<>();
    for (List<RexNode> row : rows) {
      Expression[] cells = new Expression[row.size()];
      for (int i = 0; i < cells.length; i++) {
        RexNode node = row.get(i);
        cells[i] = stored(constants.compile(node), node.getType(), encoder.types().get(i));
      }
      compiled.add(cells);
    }
    return new InsertPlan(encoder, new Constants(compiled), extras, compiler, slots);
  }

  /** The rows of a query, whose columns are the places of the encoder's row. */
  public static InsertPlan ofQuery(
      RowEncoder encoder, RelNode query, Extras extras, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    Stage stage = compiler.compile(query);
    List<Expression> cells = new ArrayList<>();
    for (int i = 0; i < encoder.types().size(); i++) {
      RelDataType from = query.getRowType().getFieldList().get(i).getType();
      cells.add(stored(stage.columns().column(i), from, encoder.types().get(i)));
    }
    var rows = new Projected(stage.operator(), cells);
    return new InsertPlan(encoder, rows, extras, compiler, slots);
  }

  /** A value converted to the type that it is stored as, and checked. */
  static Expression stored(Expression value, RelDataType from, RelDataType to) {
    var conversion = Casts.between(from, to, Casts.Mode.ASSIGNMENT);
    return (input, environment) -> {
      Object computed = value.value(input, environment);
      return computed == null ? null : conversion.apply(computed);
    };
  }

  @Override
  public StatementKind kind() {
    return StatementKind.INSERT;
  }

  @Override
  public List<SqlColumn> columns() {
    return returning.map(Returning::columns).orElse(List.of());
  }

  @Override
  public void explain(Explanation text) {
    text.line(
        "insert into " + namespace + conflict.map(clause -> ", " + clause.words()).orElse(""),
        rows);
    rules.explain(text);
  }

  @Override
  public SqlResult execute(Execution execution) {
    List<@Nullable Object[]> keys = new ArrayList<>();
    WriteOutcome outcome =
        needsScope
            ? execution.write(
                scope -> {
                  keys.clear();
                  return inScope(execution, scope, keys);
                })
            : atOnce(execution, keys);
    return returning.isPresent()
        ? outcome.result(returning, execution)
        : new SqlCount(
            outcome.count(), encoder.generatedKeys(execution, keys), execution.notices());
  }

  /** Asks the engine once for rows that depend on nothing that it holds. */
  private WriteOutcome atOnce(Execution execution, List<@Nullable Object[]> keys) {
    @Nullable Object[] environment = Attempt.environment(execution, DocumentSource.NONE, slots);
    List<byte[]> documents = documents(environment, keys);
    execution.engine().insert(execution.settings(), insertion(documents));
    return WriteOutcome.of(documents.size(), documents, returning, environment);
  }

  /** Puts the rows in, as a part of a statement; returns how many. */
  long insert(Execution execution, StatementScope scope) {
    return inScope(execution, scope, new ArrayList<>()).count();
  }

  private WriteOutcome inScope(
      Execution execution, StatementScope scope, List<@Nullable Object[]> keys) {
    @Nullable Object[] environment = Attempt.environment(execution, scope::find, slots);
    return rules.guard(scope, environment, guarded -> write(guarded, environment, keys));
  }

  private WriteOutcome write(
      StatementScope scope, @Nullable Object[] environment, List<@Nullable Object[]> keys) {
    List<@Nullable Object[]> all = new ArrayList<>();
    List<byte[]> documents = documents(environment, all);
    if (conflict.isEmpty()) {
      scope.insert(insertion(documents));
      keys.addAll(all);
      return WriteOutcome.of(documents.size(), documents, returning, environment);
    }
    List<byte @Nullable []> left = conflict.get().write(scope, documents, environment);
    List<byte[]> written = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      byte[] now = left.get(i);
      if (now != null) {
        written.add(now);
        if (!all.isEmpty()) {
          keys.add(all.get(i));
        }
      }
    }
    return WriteOutcome.of(written.size(), written, returning, environment);
  }

  private InsertOperation insertion(List<byte[]> documents) {
    return new InsertOperation(namespace, documents, false, true);
  }

  private List<byte[]> documents(@Nullable Object[] environment, List<@Nullable Object[]> keys) {
    Attempt attempt = Attempt.of(environment);
    Execution execution = attempt.execution();
    List<byte[]> documents = new ArrayList<>();
    try (Rows opened = rows.open(environment)) {
      while (opened.next()) {
        @Nullable Object[] row = (@Nullable Object[]) opened.current();
        byte[] document = encoder.encode(row, execution.id(documents.size()));
        attempt.tick();
        attempt.hold(document.length);
        documents.add(document);
        if (execution.options().keys().wanted()) {
          keys.add(row);
        }
      }
    }
    return documents;
  }
}
