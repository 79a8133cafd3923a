package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE whose rows a query finds that reads more than the table: with sub-queries, with
 * FROM or USING; and UPDATE of a key. The query runs on the statement's snapshot and has the
 * table's document as its last column; each document is then written by its key. A document that
 * the query finds several times is written once, for the row that comes first.
 */
public final class RowWritePlan implements StatementPlan {
  private final StatementKind kind;
  private final Namespace namespace;
  private final Operator rows;
  private final DocumentPatch patch;
  private final int document;
  private final Optional<Returning> returning;
  private final TableRules rules;
  private final int slots;

  private RowWritePlan(
      StatementKind kind,
      Namespace namespace,
      Operator rows,
      DocumentPatch patch,
      int document,
      Optional<Returning> returning,
      TableRules rules,
      int slots) {
    this.kind = kind;
    this.namespace = namespace;
    this.rows = rows;
    this.patch = patch;
    this.document = document;
    this.returning = returning;
    this.rules = rules;
    this.slots = slots;
  }

  /**
   * An UPDATE.
   *
   * @param query the values of the targets, in order, and then the document
   */
  public static RowWritePlan update(
      RelNode query,
      CollectionTable table,
      List<Assigned.Target> targets,
      Optional<Returning.Clause> returning,
      TableRules rules,
      int parameters) {
    List<Expression> values = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (RelDataTypeField field : query.getRowType().getFieldList().subList(0, targets.size())) {
      values.add(InputColumns.ROW.column(field.getIndex()));
      types.add(field.getType());
    }
    return of(
        StatementKind.UPDATE,
        query,
        table,
        Assigned.patch(table, targets, values, types),
        returning,
        rules,
        parameters);
  }

  /**
   * A DELETE.
   *
   * @param query a row for each document, with the document as its last column
   */
  public static RowWritePlan delete(
      RelNode query,
      CollectionTable table,
      Optional<Returning.Clause> returning,
      TableRules rules,
      int parameters) {
    return of(
        StatementKind.DELETE,
        query,
        table,
        new DocumentPatch(List.of()),
        returning,
        rules,
        parameters);
  }

  private static RowWritePlan of(
      StatementKind kind,
      RelNode query,
      CollectionTable table,
      DocumentPatch patch,
      Optional<Returning.Clause> returning,
      TableRules rules,
      int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    Operator rows = compiler.query(query);
    Optional<Returning> returned = returning.map(clause -> clause.compile(compiler));
    return new RowWritePlan(
        kind,
        table.namespace(),
        rows,
        patch,
        query.getRowType().getFieldCount() - 1,
        returned,
        rules,
        slots.used());
  }

  @Override
  public StatementKind kind() {
    return kind;
  }

  @Override
  public List<SqlColumn> columns() {
    return returning.map(Returning::columns).orElse(List.of());
  }

  @Override
  public void explain(Explanation text) {
    text.line(kind + " " + namespace + ": each document that is found, by its key", rows);
    rules.explain(text);
  }

  @Override
  public SqlResult execute(Execution execution) {
    return execution.write(scope -> run(scope, execution)).result(returning, execution);
  }

  private WriteOutcome run(StatementScope scope, Execution execution) {
    @Nullable Object[] environment = Attempt.environment(execution, scope::find, slots);
    return rules.guard(scope, environment, guarded -> write(guarded, environment));
  }

  private WriteOutcome write(StatementScope scope, @Nullable Object[] environment) {
    Attempt attempt = Attempt.of(environment);
    List<byte[]> written = new ArrayList<>();
    var changes = new KeyChange(scope, namespace);
    long count = 0;
    try (Rows opened = rows.open(environment)) {
      while (opened.next()) {
        attempt.tick();
        @Nullable Object[] row = (@Nullable Object[]) opened.current();
        byte[] before = ((BsonSlice) Objects.requireNonNull(row[document])).bytes();
        byte[] after =
            kind == StatementKind.DELETE
                ? before
                : patch.patched(before, patch.values(row, environment));
        boolean done =
            kind == StatementKind.DELETE
                ? delete(scope, before, environment)
                : changes.replace(before, after);
        if (done) {
          count++;
          if (returning.isPresent()) {
            attempt.hold(after.length);
            written.add(after);
          }
        }
      }
    }
    changes.finish();
    return WriteOutcome.of(count, written, returning, environment);
  }

  private boolean delete(StatementScope scope, byte[] before, @Nullable Object[] environment) {
    var operation =
        DeleteOperation.of(
            namespace, Access.key(DocumentKey.of(before)), DocumentPredicate.ALWAYS, false);
    return scope.delete(operation, environment).deleted() > 0;
  }
}
