package org.duetdb.sql.execute;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.spi.Access;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a condition that the key must equal something known before the scan. What is found
 * becomes the operation's access; the rest stays its residual.
 *
 * @param access the documents to look at
 * @param residual the conjuncts that the access does not imply
 */
record KeyAccess(Access access, List<RexNode> residual) {

  /** The access to a table by a list of conjuncts. */
  static KeyAccess of(
      CollectionTable table, List<RexNode> conjuncts, ExpressionCompiler constants) {
    Map<Integer, RexNode> equalities = new HashMap<>();
    List<Integer> key = table.keyColumns();
    List<RexNode> residual = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      int column = keyColumn(conjunct, key);
      if (column < 0 || equalities.putIfAbsent(column, otherSide(conjunct)) != null) {
        residual.add(conjunct);
      }
    }
    if (key.isEmpty() || equalities.size() < key.size()) {
      return keyList(table, conjuncts, key, constants);
    }
    return new KeyAccess(new Access.Key(source(table, key, equalities, constants)), residual);
  }

  /**
   * The key column that a conjunct equates with something that does not depend on the document; or
   * -1.
   */
  private static int keyColumn(RexNode conjunct, List<Integer> key) {
    if (conjunct.getKind() != SqlKind.EQUALS) {
      return -1;
    }
    RexNode left = ((RexCall) conjunct).getOperands().get(0);
    RexNode right = ((RexCall) conjunct).getOperands().get(1);
    for (int column : key) {
      if (isColumn(left, column) && isIndependent(right)
          || isColumn(right, column) && isIndependent(left)) {
        return column;
      }
    }
    return -1;
  }

  private static boolean isColumn(RexNode node, int column) {
    return node instanceof RexInputRef reference && reference.getIndex() == column;
  }

  private static boolean isIndependent(RexNode node) {
    return RelOptUtil.InputFinder.bits(node).isEmpty()
        && RexUtil.isDeterministic(node)
        && RexUtil.SubQueryFinder.find(node) == null;
  }

  private static RexNode otherSide(RexNode equality) {
    RexNode left = ((RexCall) equality).getOperands().get(0);
    return left instanceof RexInputRef ? ((RexCall) equality).getOperands().get(1) : left;
  }

  private static Access.KeySource source(
      CollectionTable table,
      List<Integer> key,
      Map<Integer, RexNode> equalities,
      ExpressionCompiler constants) {
    if (key.size() == 1) {
      RexNode node = equalities.get(key.get(0));
      Expression value = constants.compile(node);
      RelDataType type = node.getType();
      return environment -> key(value.value(Expression.NO_INPUT, environment), type);
    }
    List<TableColumn> columns = key.stream().map(table.columns()::get).toList();
    List<Expression> values =
        key.stream().map(column -> constants.compile(equalities.get(column))).toList();
    List<RelDataType> types = key.stream().map(column -> equalities.get(column).getType()).toList();
    return environment -> composite(columns, values, types, environment);
  }

  /** The key that a value is; null for NULL and for what can be no key. */
  static @Nullable DocumentKey key(@Nullable Object value, RelDataType type) {
    if (value == null) {
      return null;
    } else if (value instanceof String text) {
      return DocumentKey.of(new BsonString(text));
    }
    Object any = AnyValues.of(type, value);
    if (any instanceof Integer || any instanceof Long) {
      return DocumentKey.of(new BsonInt64(((Number) any).longValue()));
    }
    BsonSlice slice = AnyValues.slice(any);
    return switch (slice.type()) {
      case ElementType.ARRAY, ElementType.REGEX, ElementType.UNDEFINED, ElementType.NULL -> null;
      default -> DocumentKey.of(slice);
    };
  }

  private static @Nullable DocumentKey composite(
      List<TableColumn> columns,
      List<Expression> values,
      List<RelDataType> types,
      @Nullable Object[] environment) {
    var sink = new BsonSink(64);
    int start = sink.beginDocument();
    for (int i = 0; i < columns.size(); i++) {
      Object value = values.get(i).value(Expression.NO_INPUT, environment);
      if (value == null) {
        return null;
      }
      byte[] name = columns.get(i).name().getBytes(StandardCharsets.UTF_8);
      sink.field(name, AnyValues.slice(AnyValues.of(types.get(i), value)));
    }
    sink.endDocument(start);
    return DocumentKey.of(BsonSlice.ofDocument(sink.toBytes()));
  }

  /** {@code key IN (...)}: the documents of several keys. */
  private static KeyAccess keyList(
      CollectionTable table,
      List<RexNode> conjuncts,
      List<Integer> key,
      ExpressionCompiler constants) {
    if (key.size() == 1) {
      for (RexNode conjunct : conjuncts) {
        List<RexNode> alternatives = RelOptUtil.disjunctions(expanded(conjunct));
        if (alternatives.size() > 1
            && alternatives.stream().allMatch(each -> keyColumn(each, key) >= 0)) {
          List<RexNode> rest = new ArrayList<>(conjuncts);
          rest.remove(conjunct);
          return new KeyAccess(keys(alternatives, constants), rest);
        }
      }
    }
    return new KeyAccess(Access.ALL, conjuncts);
  }

  private static RexNode expanded(RexNode conjunct) {
    return conjunct.getKind() == SqlKind.SEARCH
        ? RexUtil.expandSearch(new RexBuilder(DuetTypeFactory.INSTANCE), null, conjunct)
        : conjunct;
  }

  private static Access keys(List<RexNode> alternatives, ExpressionCompiler constants) {
    List<RexNode> nodes = alternatives.stream().map(KeyAccess::otherSide).toList();
    List<Expression> values = constants.compileAll(nodes);
    return new Access.Keys(
        environment -> {
          Set<DocumentKey> keys = new LinkedHashSet<>();
          for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i).value(Expression.NO_INPUT, environment);
            DocumentKey key = key(value, nodes.get(i).getType());
            if (key != null) {
              keys.add(key);
            }
          }
          return List.copyOf(keys);
        });
  }
}
