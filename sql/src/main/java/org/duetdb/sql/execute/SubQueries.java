package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the queries that are left in expressions, which the optimizer could not make joins of.
 * One that reads no outer row is run once per attempt, when its answer is first asked for; another
 * is run for each row.
 */
final class SubQueries {
  private final OperatorCompiler compiler;
  private final Slots slots;

  SubQueries(OperatorCompiler compiler, Slots slots) {
    this.compiler = compiler;
    this.slots = slots;
  }

  /** What a sub-query's rows say of the values on its left side. */
  interface Answer {
    @Nullable Object of(@Nullable Object[] left);
  }

  /** Makes the answer of the rows. */
  private interface Reading {
    Answer read(Rows rows, Attempt attempt);
  }

  Expression compile(RexSubQuery query, ExpressionCompiler outer) {
    Map<CorrelationId, OuterUses.Outer> uses = OuterUses.of(query.rel);
    List<OuterRow> captured = new ArrayList<>();
    uses.forEach(
        (id, use) -> {
          if (slots.bind(id)) {
            captured.add(OuterRow.of(slots.outerRow(id), use, outer));
          }
        });
    Operator rows = compiler.query(query.rel);
    Reading reading = reading(query);
    Expression[] left = outer.compileAll(query.getOperands()).toArray(Expression[]::new);
    return uses.isEmpty()
        ? once(rows, reading, left)
        : eachTime(rows, reading, left, captured.toArray(OuterRow[]::new));
  }

  private Expression once(Operator rows, Reading reading, Expression[] left) {
    int slot = slots.next();
    return (input, environment) -> {
      Answer answer = (Answer) environment[slot];
      if (answer == null) {
        answer = answer(rows, reading, environment);
        environment[slot] = answer;
      }
      return answer.of(Projected.row(left, input, environment));
    };
  }

  private static Expression eachTime(
      Operator rows, Reading reading, Expression[] left, OuterRow[] captured) {
    return (input, environment) -> {
      for (OuterRow row : captured) {
        row.capture(input, environment);
      }
      return answer(rows, reading, environment).of(Projected.row(left, input, environment));
    };
  }

  private static Answer answer(Operator rows, Reading reading, @Nullable Object[] environment) {
    try (Rows opened = rows.open(environment)) {
      return reading.read(opened, Attempt.of(environment));
    }
  }

  private static Reading reading(RexSubQuery query) {
    List<RelDataType> left = query.getOperands().stream().map(RexNode::getType).toList();
    List<RelDataType> right =
        query.rel.getRowType().getFieldList().stream().map(RelDataTypeField::getType).toList();
    return switch (query.getKind()) {
      case EXISTS ->
          (rows, attempt) -> {
            boolean exists = rows.next();
            return ignored -> exists;
          };
      case SCALAR_QUERY ->
          (rows, attempt) -> {
            Object value = scalar(rows);
            return ignored -> value;
          };
      case IN -> (rows, attempt) -> Membership.of(rows, left, right, attempt);
      case SOME ->
          (rows, attempt) ->
              Quantified.some(
                  rows,
                  ExpressionCompiler.comparing(
                      ((SqlQuantifyOperator) query.op).comparisonKind, left.get(0), right.get(0)),
                  attempt);
      case ARRAY_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR ->
          (rows, attempt) -> {
            List<@Nullable Object> values = Quantified.firstColumn(rows, attempt);
            return ignored -> values;
          };
      default ->
          throw new SqlFailure(
              SqlState.UNSUPPORTED, "a sub-query of " + query.getKind() + " cannot stand here");
    };
  }

  private static @Nullable Object scalar(Rows rows) {
    if (!rows.next()) {
      return null;
    }
    Object value = ((@Nullable Object[]) rows.current())[0];
    if (rows.next()) {
      throw new SqlFailure(
          SqlState.CARDINALITY_VIOLATION, "a scalar sub-query returned more than one row");
    }
    return value;
  }

  /** The columns of the outer row that a query reads, put where it reads them. */
  private record OuterRow(int slot, int width, int[] places, Expression[] values) {
    static OuterRow of(int slot, OuterUses.Outer use, ExpressionCompiler outer) {
      int[] places = use.columns().keySet().stream().mapToInt(Integer::intValue).toArray();
      Expression[] values =
          use.columns().values().stream()
              .map(
                  access ->
                      outer.compile(
                          new RexInputRef(access.getField().getIndex(), access.getType())))
              .toArray(Expression[]::new);
      return new OuterRow(slot, use.width(), places, values);
    }

    void capture(Object input, @Nullable Object[] environment) {
      @Nullable Object[] row = new Object[width];
      for (int i = 0; i < places.length; i++) {
        row[places[i]] = values[i].value(input, environment);
      }
      environment[slot] = row;
    }
  }
}
