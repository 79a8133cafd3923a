package org.duetdb.sql.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.ValueOrder;

/** Boolean expressions compiled for whether they are true, or false, without a third value. */
final class Conditions {
  /** From how many alternatives on a list is searched instead of tried one by one. */
  private static final int SEARCHED_LIST = 4;

  private static final RexBuilder REX = new RexBuilder(DuetTypeFactory.INSTANCE);

  private Conditions() {}

  static Condition whenTrue(ExpressionCompiler compiler, RexNode node) {
    if (node.isAlwaysTrue()) {
      return Condition.ALWAYS;
    }
    if (node.isAlwaysFalse()) {
      return Condition.NEVER;
    }
    if (!(node instanceof RexCall call)) {
      return isTrue(compiler.compile(node));
    }
    return switch (call.getKind()) {
      case AND -> Logic.all(eachTrue(compiler, call));
      case OR ->
          memberOf(compiler, call)
              .map(Conditions::isTrue)
              .orElseGet(() -> Logic.any(eachTrue(compiler, call)));
      case NOT -> whenFalse(compiler, call.getOperands().get(0));
      case SEARCH -> whenTrue(compiler, RexUtil.expandSearch(REX, null, call));
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          compare(compiler, call, comparison(call.getKind()));
      default -> isTrue(compiler.compile(call));
    };
  }

  /** NOT is true where its operand is false, which pushes it down to where that is one test. */
  private static Condition whenFalse(ExpressionCompiler compiler, RexNode node) {
    if (!(node instanceof RexCall call)) {
      return isFalse(compiler.compile(node));
    }
    return switch (call.getKind()) {
      case NOT -> whenTrue(compiler, call.getOperands().get(0));
      case SEARCH -> whenFalse(compiler, RexUtil.expandSearch(REX, null, call));
      case AND -> Logic.any(eachFalse(compiler, call));
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          whenFalseComparison(compiler, call);
      default -> isFalse(compiler.compile(call));
    };
  }

  private static Condition isFalse(Expression value) {
    return (input, environment) -> Boolean.FALSE.equals(value.value(input, environment));
  }

  private static Condition whenFalseComparison(ExpressionCompiler compiler, RexCall call) {
    boolean dynamic =
        call.getOperands().stream()
            .anyMatch(operand -> operand.getType().getSqlTypeName() == SqlTypeName.ANY);
    if (dynamic) {
      // Across brackets "<" is unknown and so is its negation, which a negated comparison does not
      // say.
      return isFalse(compiler.compile(call));
    }
    return compare(compiler, call, comparison(call.getKind()).negated());
  }

  private static List<Condition> eachTrue(ExpressionCompiler compiler, RexCall call) {
    List<Condition> conditions = new ArrayList<>();
    call.getOperands().forEach(operand -> conditions.add(whenTrue(compiler, operand)));
    return conditions;
  }

  private static List<Condition> eachFalse(ExpressionCompiler compiler, RexCall call) {
    List<Condition> conditions = new ArrayList<>();
    call.getOperands().forEach(operand -> conditions.add(whenFalse(compiler, operand)));
    return conditions;
  }

  private static Condition compare(
      ExpressionCompiler compiler, RexCall call, Comparison comparison) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    Strict.Two test = comparison.between(left.getType(), right.getType());
    Expression a = compiler.compile(left);
    Expression b = compiler.compile(right);
    return (input, environment) -> {
      Object x = a.value(input, environment);
      if (x == null) {
        return false;
      }
      Object y = b.value(input, environment);
      return y != null && test.apply(x, y) == Boolean.TRUE;
    };
  }

  private static Condition isTrue(Expression value) {
    return (input, environment) -> Boolean.TRUE.equals(value.value(input, environment));
  }

  static Comparison comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Comparison.EQUAL;
      case NOT_EQUALS -> Comparison.NOT_EQUAL;
      case LESS_THAN -> Comparison.LESS;
      case LESS_THAN_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
      case GREATER_THAN -> Comparison.GREATER;
      case GREATER_THAN_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }

  /** {@code x = 1 OR x = 2 OR ...}, which is what a longer IN list becomes, as one search. */
  static Optional<Expression> memberOf(ExpressionCompiler compiler, RexCall or) {
    List<RexNode> operands = or.getOperands();
    if (operands.size() < SEARCHED_LIST) {
      return Optional.empty();
    }
    NavigableSet<Object> members = new TreeSet<>(ValueOrder.TOTAL);
    RexNode searched = null;
    for (RexNode operand : operands) {
      if (operand.getKind() != SqlKind.EQUALS
          || !(((RexCall) operand).getOperands().get(1) instanceof RexLiteral literal)
          || literal.isNull()) {
        return Optional.empty();
      }
      RexNode left = ((RexCall) operand).getOperands().get(0);
      if (searched != null && !searched.equals(left)
          || left.getType().getSqlTypeName() == SqlTypeName.ANY) {
        return Optional.empty();
      }
      searched = left;
      members.add(Objects.requireNonNull(Literals.value(literal)));
    }
    return searched == null
        ? Optional.empty()
        : Optional.of(Strict.one(members::contains, compiler.compile(searched)));
  }
}
