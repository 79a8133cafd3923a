package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.spi.IndexDescriptor.Partial;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.InputColumns;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * The WHERE of CREATE INDEX as the engine's partial filter, which both languages must read alike:
 * comparisons of declared columns with constants, and conjunctions of these. There SQL and the
 * document language agree, since a declared column holds values of one bracket and no arrays.
 */
public final class PartialFilter {
  private static final Object[] NO_PARAMETERS = {};

  private PartialFilter() {}

  /**
   * The filter of a query's condition; empty if the filter's language cannot say it exactly.
   *
   * @param query the rows of one table that shall be in the index
   */
  public static Optional<Partial> of(RelNode query) {
    TableBlock block = TableBlock.of(query);
    if (block.table().isEmpty() || block.conjuncts().isEmpty()) {
      return Optional.empty();
    }
    CollectionTable table = block.table().get();
    var compiler = new OperatorCompiler(new Slots(0));
    List<PathComparison> comparisons = new ArrayList<>();
    List<BsonValue> filters = new ArrayList<>();
    for (RexNode conjunct : expanded(block.conjuncts())) {
      List<PathComparison> one =
          PathConditions.of(table, List.of(conjunct), compiler.expressions(InputColumns.NONE));
      if (one.size() != 1 || !isExact(conjunct, table)) {
        return Optional.empty();
      }
      comparisons.add(one.get(0));
      filters.add(filter(one.get(0)));
    }
    BsonDocument filter =
        filters.size() == 1
            ? filters.get(0).asDocument()
            : new BsonDocument("$and", new BsonArray(filters));
    return Optional.of(
        new Partial(filter, compiler.residual(table, block.conjuncts()), comparisons));
  }

  private static List<RexNode> expanded(List<RexNode> conjuncts) {
    var builder = new RexBuilder(DuetTypeFactory.INSTANCE);
    return conjuncts.stream()
        .map(conjunct -> RexUtil.expandSearch(builder, null, conjunct))
        .flatMap(conjunct -> RelOptUtil.conjunctions(conjunct).stream())
        .toList();
  }

  /** Whether a conjunct is its comparison, and does not only imply it. */
  private static boolean isExact(RexNode conjunct, CollectionTable table) {
    boolean comparison =
        switch (conjunct.getKind()) {
          case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
          case OR ->
              RelOptUtil.disjunctions(conjunct).stream()
                  .allMatch(each -> each.getKind() == SqlKind.EQUALS);
          case INPUT_REF, NOT -> true;
          default -> false;
        };
    return comparison && RexUtil.isDeterministic(conjunct) && isOverPlainColumns(conjunct, table);
  }

  /** Whether nothing but declared columns and constants stand in a condition. */
  private static boolean isOverPlainColumns(RexNode condition, CollectionTable table) {
    var plain = new boolean[] {true};
    condition.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef reference) {
            plain[0] &= isPlain(table.columns().get(reference.getIndex()).type());
            return null;
          }

          @Override
          public @Nullable Void visitDynamicParam(RexDynamicParam parameter) {
            plain[0] = false;
            return null;
          }

          @Override
          public @Nullable Void visitCall(RexCall call) {
            plain[0] &= !call.getOperator().isDynamicFunction();
            return super.visitCall(call);
          }
        });
    return plain[0];
  }

  /** Numbers that SQL may round when it reads them are left out, and what has fields. */
  private static boolean isPlain(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case ANY, MAP, ARRAY, ROW, MULTISET -> false;
      default -> !SqlTypeName.APPROX_TYPES.contains(name);
    };
  }

  private static BsonDocument filter(PathComparison comparison) {
    List<BsonValue> values =
        comparison.values().values(NO_PARAMETERS).stream().map(BsonSlice::toBsonValue).toList();
    BsonDocument test =
        switch (comparison.operator()) {
          case LESS -> new BsonDocument("$lt", values.get(0));
          case LESS_OR_EQUAL -> new BsonDocument("$lte", values.get(0));
          case GREATER -> new BsonDocument("$gt", values.get(0));
          case GREATER_OR_EQUAL -> new BsonDocument("$gte", values.get(0));
          default -> new BsonDocument("$in", new BsonArray(values));
        };
    return new BsonDocument(comparison.path().toString(), test);
  }
}
