package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.api.spi.PathComparison.Operator;
import org.duetdb.api.spi.PathComparison.ValuesSource;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of fields with known values that follow from a condition: what an index can
 * answer. Each is implied by the condition, so no document is missed; the condition itself is
 * tested again.
 */
final class PathConditions {
  private static final RexBuilder REX = new RexBuilder(DuetTypeFactory.INSTANCE);

  private final CollectionTable table;
  private final ExpressionCompiler constants;
  private final List<PathComparison> found = new ArrayList<>();

  private PathConditions(CollectionTable table, ExpressionCompiler constants) {
    this.table = table;
    this.constants = constants;
  }

  /**
   * The comparisons that follow from all conjuncts.
   *
   * @param constants compiles what does not depend on the table's documents
   */
  static List<PathComparison> of(
      CollectionTable table, List<RexNode> conjuncts, ExpressionCompiler constants) {
    var conditions = new PathConditions(table, constants);
    conjuncts.forEach(conditions::add);
    return List.copyOf(conditions.found);
  }

  private void add(RexNode conjunct) {
    switch (conjunct.getKind()) {
      case SEARCH ->
          RelOptUtil.conjunctions(RexUtil.expandSearch(REX, null, conjunct)).forEach(this::add);
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) conjunct);
      case OR -> alternatives(RelOptUtil.disjunctions(conjunct));
      case LIKE -> prefix((RexCall) conjunct);
      case IS_NULL -> isNull(((RexCall) conjunct).getOperands().get(0));
      case IS_NOT_NULL ->
          field(((RexCall) conjunct).getOperands().get(0))
              .ifPresent(field -> found.add(PathComparison.exists(field.path())));
      case IS_TRUE -> add(((RexCall) conjunct).getOperands().get(0));
      case NOT, IS_FALSE -> truth(((RexCall) conjunct).getOperands().get(0), false);
      default -> truth(conjunct, true);
    }
  }

  private Optional<ColumnPaths.Field> field(RexNode node) {
    return ColumnPaths.of(table, node);
  }

  private void truth(RexNode node, boolean wanted) {
    if (node.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
      field(node)
          .ifPresent(
              field ->
                  found.add(
                      PathComparison.of(field.path(), Operator.IN, List.of(BsonSlice.of(wanted)))));
    }
  }

  /** A dotted path may lead to null in SQL and into an array in the index. */
  private void isNull(RexNode node) {
    field(node)
        .filter(field -> field.path().length() == 1)
        .ifPresent(
            field ->
                found.add(PathComparison.of(field.path(), Operator.IN, List.of(BsonSlice.NULL))));
  }

  private void comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    Optional<ColumnPaths.Field> field = field(left);
    if (field.isPresent() && KeyAccess.isIndependent(right)) {
      compared(field.get(), call.getKind(), right);
    } else if (KeyAccess.isIndependent(left)) {
      field(right).ifPresent(other -> compared(other, call.getKind().reverse(), left));
    }
  }

  private void compared(ColumnPaths.Field field, SqlKind kind, RexNode node) {
    if (isApproximate(field.type())) {
      approximate(field, kind, node);
    } else {
      found.add(new PathComparison(field.path(), operator(kind), value(node)));
    }
  }

  private static Operator operator(SqlKind kind) {
    return switch (kind) {
      case LESS_THAN -> Operator.LESS;
      case LESS_THAN_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case GREATER_THAN -> Operator.GREATER;
      case GREATER_THAN_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      default -> Operator.IN;
    };
  }

  private ValuesSource value(RexNode node) {
    Expression value = constants.compile(node);
    RelDataType type = node.getType();
    return environment -> values(value.value(Expression.NO_INPUT, environment), type);
  }

  private static List<BsonSlice> values(@Nullable Object value, RelDataType type) {
    return value == null ? List.of() : List.of(AnyValues.slice(AnyValues.of(type, value)));
  }

  private static boolean isApproximate(RelDataType type) {
    return SqlTypeName.APPROX_TYPES.contains(type.getSqlTypeName());
  }

  /**
   * A column of doubles may hold whole numbers that SQL reads rounded, so the bounds are moved out
   * by one step.
   */
  private void approximate(ColumnPaths.Field field, SqlKind kind, RexNode node) {
    Expression value = constants.compile(node);
    if (kind != SqlKind.LESS_THAN && kind != SqlKind.LESS_THAN_OR_EQUAL) {
      found.add(
          new PathComparison(
              field.path(), Operator.GREATER_OR_EQUAL, rounded(value, node, Math::nextDown)));
    }
    if (kind != SqlKind.GREATER_THAN && kind != SqlKind.GREATER_THAN_OR_EQUAL) {
      found.add(
          new PathComparison(
              field.path(), Operator.LESS_OR_EQUAL, rounded(value, node, Math::nextUp)));
    }
  }

  private static ValuesSource rounded(
      Expression value, RexNode node, DoubleUnaryOperator outwards) {
    return environment -> {
      Object known = value.value(Expression.NO_INPUT, environment);
      return known instanceof Number number
          ? List.of(AnyValues.slice(outwards.applyAsDouble(number.doubleValue())))
          : values(known, node.getType());
    };
  }

  /** {@code x = 1 OR x = 2}: one of several values, if all are of one field. */
  private void alternatives(List<RexNode> disjuncts) {
    List<PathComparison> each = new ArrayList<>();
    for (RexNode disjunct : disjuncts) {
      List<PathComparison> one = of(table, List.of(disjunct), constants);
      boolean same = each.isEmpty() || one.size() == 1 && one.get(0).path().equals(path(each));
      if (one.size() != 1 || one.get(0).operator() != Operator.IN || !same) {
        return;
      }
      each.add(one.get(0));
    }
    found.add(
        new PathComparison(
            path(each),
            Operator.IN,
            environment ->
                each.stream()
                    .flatMap(comparison -> comparison.values().values(environment).stream())
                    .toList()));
  }

  private static FieldPath path(List<PathComparison> comparisons) {
    return comparisons.get(0).path();
  }

  /** LIKE keeps to the texts that begin as the pattern does before its first wildcard. */
  private void prefix(RexCall call) {
    List<RexNode> operands = call.getOperands();
    Optional<ColumnPaths.Field> field = field(operands.get(0));
    boolean fits =
        ((SqlLikeOperator) call.getOperator()).isCaseSensitive()
            && SqlTypeName.CHAR_TYPES.contains(operands.get(0).getType().getSqlTypeName())
            && operands.subList(1, operands.size()).stream().allMatch(KeyAccess::isIndependent);
    if (field.isEmpty() || !fits) {
      return;
    }
    var begins = new LikePrefix(constants.compileAll(operands.subList(1, operands.size())));
    found.add(new PathComparison(field.get().path(), Operator.GREATER_OR_EQUAL, begins::lowest));
    found.add(new PathComparison(field.get().path(), Operator.LESS, begins::beyond));
  }
}
