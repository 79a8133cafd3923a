package org.duetdb.sql.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compiles Calcite's row expressions for one input. Used by the thread that plans; the results by
 * all.
 */
public final class ExpressionCompiler {
  private static final RexBuilder REX = new RexBuilder(DuetTypeFactory.INSTANCE);

  private final InputColumns input;
  private final Surroundings surroundings;

  public ExpressionCompiler(InputColumns input, Surroundings surroundings) {
    this.input = input;
    this.surroundings = surroundings;
  }

  /** What an expression may refer to outside of its input. */
  public interface Surroundings {
    /** The place in the environment where the row of an outer query is found. */
    int outerRow(CorrelationId id);

    /** Compiles a sub-query that was left in an expression. */
    Expression subQuery(RexSubQuery query, ExpressionCompiler outer);
  }

  /** Compiles an expression for its value. */
  public Expression compile(RexNode node) {
    if (node instanceof RexInputRef reference) {
      return input.column(reference.getIndex());
    } else if (node instanceof RexLiteral literal) {
      return new Constant(Literals.value(literal));
    } else if (node instanceof RexDynamicParam parameter) {
      return slot(Environment.parameter(parameter.getIndex()));
    } else if (node instanceof RexFieldAccess access) {
      return field(access);
    } else if (node instanceof RexCorrelVariable variable) {
      return slot(surroundings.outerRow(variable.id));
    } else if (node instanceof RexSubQuery query) {
      return surroundings.subQuery(query, this);
    }
    return folded(call((RexCall) node), (RexCall) node);
  }

  /** Compiles each of several expressions. */
  public List<Expression> compileAll(List<? extends RexNode> nodes) {
    List<Expression> compiled = new ArrayList<>(nodes.size());
    nodes.forEach(node -> compiled.add(compile(node)));
    return compiled;
  }

  /** Compiles a boolean expression for whether it is true. */
  public Condition whenTrue(RexNode node) {
    return Conditions.whenTrue(this, node);
  }

  /** A comparison of two non-null values of these types; null is unknown. */
  public static BinaryOperator<@Nullable Object> comparing(
      SqlKind kind, RelDataType left, RelDataType right) {
    Strict.Two test = Conditions.comparison(kind).between(left, right);
    return (a, b) -> test.apply(Objects.requireNonNull(a), Objects.requireNonNull(b));
  }

  private static Expression slot(int place) {
    return (ignored, environment) -> environment[place];
  }

  private Expression field(RexFieldAccess access) {
    Expression row = compile(access.getReferenceExpr());
    int index = access.getField().getIndex();
    if (access.getReferenceExpr() instanceof RexCorrelVariable) {
      return (in, environment) -> {
        Object values = row.value(in, environment);
        return values == null ? null : ((@Nullable Object[]) values)[index];
      };
    }
    return Strict.one(value -> ((List<?>) value).get(index), row);
  }

  /** A call on constants is one, unless it fails: then it fails when it runs, if it ever does. */
  private static Expression folded(Expression compiled, RexCall call) {
    if (!Foldable.test(call)) {
      return compiled;
    }
    try {
      return new Constant(compiled.value(Expression.NO_INPUT, new Object[1]));
    } catch (SqlFailure failsWhenRun) {
      return compiled;
    }
  }

  private Expression call(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case AND -> Logic.and(compileAll(operands));
      case OR -> Conditions.memberOf(this, call).orElseGet(() -> Logic.or(compileAll(operands)));
      case NOT -> Logic.not(compile(operands.get(0)));
      case IS_NULL, IS_UNKNOWN -> Logic.is(compile(operands.get(0)), null, true);
      case IS_NOT_NULL -> Logic.is(compile(operands.get(0)), null, false);
      case IS_TRUE -> Logic.is(compile(operands.get(0)), true, true);
      case IS_NOT_TRUE -> Logic.is(compile(operands.get(0)), true, false);
      case IS_FALSE -> Logic.is(compile(operands.get(0)), false, true);
      case IS_NOT_FALSE -> Logic.is(compile(operands.get(0)), false, false);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison(call);
      case IS_DISTINCT_FROM -> distinct(call, true);
      case IS_NOT_DISTINCT_FROM -> distinct(call, false);
      case SEARCH -> compile(RexUtil.expandSearch(REX, null, call));
      case CASE -> conditional(call);
      case CAST, SAFE_CAST -> cast(call);
      case REINTERPRET -> compile(operands.get(0));
      case ITEM -> path(call).orElseGet(() -> FunctionTable.compile(call, compileAll(operands)));
      default -> FunctionTable.compile(call, compileAll(operands));
    };
  }

  /** {@code column['a']['b']} read in one step, if the input can. */
  private Optional<Expression> path(RexCall item) {
    Deque<String> fields = new ArrayDeque<>();
    RexNode node = item;
    while (node.getKind() == SqlKind.ITEM
        && ((RexCall) node).getOperands().get(1) instanceof RexLiteral literal
        && Literals.value(literal) instanceof String field) {
      fields.addFirst(field);
      node = ((RexCall) node).getOperands().get(0);
    }
    return node instanceof RexInputRef reference
        ? input.path(reference.getIndex(), List.copyOf(fields))
        : Optional.empty();
  }

  private Expression comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return Strict.two(
        Conditions.comparison(call.getKind()).between(left.getType(), right.getType()),
        compile(left),
        compile(right));
  }

  private Expression distinct(RexCall call, boolean wanted) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    Strict.Two equal = Comparison.EQUAL.between(left.getType(), right.getType());
    Expression a = compile(left);
    Expression b = compile(right);
    return (in, environment) -> {
      Object x = a.value(in, environment);
      Object y = b.value(in, environment);
      boolean same = x == null || y == null ? x == y : Boolean.TRUE.equals(equal.apply(x, y));
      return same != wanted;
    };
  }

  private Expression conditional(RexCall call) {
    List<RexNode> operands = call.getOperands();
    int pairs = operands.size() / 2;
    Condition[] conditions = new Condition[pairs];
    Expression[] values = new Expression[pairs + 1];
    for (int i = 0; i < pairs; i++) {
      conditions[i] = whenTrue(operands.get(2 * i));
      values[i] = converted(operands.get(2 * i + 1), call.getType());
    }
    values[pairs] = converted(operands.get(2 * pairs), call.getType());
    return (in, environment) -> {
      for (int i = 0; i < conditions.length; i++) {
        if (conditions[i].holds(in, environment)) {
          return values[i].value(in, environment);
        }
      }
      return values[conditions.length].value(in, environment);
    };
  }

  /** Compiles an expression and converts it to a type if it has another. */
  public Expression converted(RexNode node, RelDataType type) {
    Expression value = compile(node);
    return SqlTypeUtil.equalSansNullability(node.getType(), type)
            || node.getType().getSqlTypeName() == type.getSqlTypeName()
        ? value
        : convert(value, node.getType(), type);
  }

  private Expression cast(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    Expression value = convert(compile(operand), operand.getType(), call.getType());
    if (call.getKind() != SqlKind.SAFE_CAST) {
      return value;
    }
    return (in, environment) -> {
      try {
        return value.value(in, environment);
      } catch (SqlFailure unfit) {
        if (unfit.state().code().startsWith("22") || unfit.state() == SqlState.CANNOT_COERCE) {
          return null;
        }
        throw unfit;
      }
    };
  }

  private static Expression convert(Expression value, RelDataType from, RelDataType to) {
    var conversion = Casts.between(from, to, Casts.Mode.EXPLICIT);
    return Strict.one(conversion::apply, value);
  }
}
