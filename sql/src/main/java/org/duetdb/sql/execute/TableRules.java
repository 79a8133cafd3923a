package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What a table demands of the rows that SQL writes into it, beyond its columns: CHECKs, foreign
 * keys, and the foreign keys of others that refer to it.
 *
 * @param checks the conditions
 * @param outgoing its own foreign keys
 * @param incoming those that refer to it
 */
public record TableRules(List<Check> checks, List<Reference> outgoing, List<Reference> incoming) {
  /** Nothing is demanded. */
  public static final TableRules NONE = new TableRules(List.of(), List.of(), List.of());

  public TableRules {
    checks = List.copyOf(checks);
    outgoing = List.copyOf(outgoing);
    incoming = List.copyOf(incoming);
  }

  /** A CHECK: satisfied unless it is false. */
  public record Check(String name, CollectionTable table, Expression condition) {
    /**
     * A CHECK.
     *
     * @param query computes it for every row of the table
     */
    public static Check of(String name, CollectionTable table, RelNode query) {
      var expressions = new OperatorCompiler(new Slots(0)).expressions(new DocumentColumns(table));
      return new Check(name, table, expressions.compile(TableBlock.of(query).expressions().get(0)));
    }

    void require(byte[] document, @Nullable Object[] environment) {
      if (Boolean.FALSE.equals(condition.value(document, environment))) {
        throw new SqlFailure(
            SqlState.CHECK_VIOLATION,
            "the row does not satisfy CHECK " + name + " of table " + table.name());
      }
    }
  }

  /** Whether a statement that writes the table has nothing to look after. */
  public boolean isEmpty() {
    return checks.isEmpty() && outgoing.isEmpty() && incoming.isEmpty();
  }

  /** Runs writes of one statement, and what is demanded of them at its end. */
  <R> R guard(
      StatementScope scope, @Nullable Object[] environment, Function<StatementScope, R> writes) {
    if (isEmpty()) {
      return writes.apply(scope);
    }
    var guarded = new GuardedScope(scope, this, environment);
    R result = writes.apply(guarded);
    guarded.finish();
    return result;
  }

  private static String words(Reference key) {
    return switch (key.onDelete()) {
      case REFUSE -> "no";
      case CASCADE -> "deletes each";
      case SET_NULL -> "sets NULL in each";
    };
  }

  /** The names of the checks, for EXPLAIN. */
  void explain(Explanation text) {
    List<String> names = new ArrayList<>();
    checks.forEach(check -> names.add("CHECK " + check.name()));
    outgoing.forEach(
        key -> names.add("a shared claim on the row that " + key.name() + " refers to"));
    incoming.forEach(
        key -> names.add(words(key) + " row of " + key.child().name() + " by " + key.name()));
    if (!names.isEmpty()) {
      text.line("demands " + String.join(", ", names));
    }
  }
}
