package org.duetdb.sql.execute;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.bson.BsonString;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.spi.Access;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a condition that the key must equal something known before the scan, or else what an
 * index could answer. What is found becomes the operation's access; the rest stays its residual.
 *
 * @param access the documents to look at
 * @param residual the conjuncts that the access does not imply
 */
record KeyAccess(Access access, List<RexNode> residual) {

  /** The access to a table by a list of conjuncts. */
  static KeyAccess of(
      CollectionTable table, List<RexNode> conjuncts, ExpressionCompiler constants) {
    List<Integer> key = table.keyColumns();
    List<KeyPart> parts = new ArrayList<>();
    List<RexNode> residual = new ArrayList<>(conjuncts);
    for (int column : key) {
      for (RexNode conjunct : conjuncts) {
        if (keyColumn(conjunct, List.of(column)) >= 0) {
          parts.add(KeyPart.of(table, column, otherSide(conjunct), constants));
          residual.remove(conjunct);
          break;
        }
      }
    }
    if (!key.isEmpty() && parts.size() == key.size()) {
      return new KeyAccess(new Access.Key(source(parts)), residual);
    }
    return keyList(conjuncts, key, constants)
        .orElseGet(() -> new KeyAccess(anywhere(table, conjuncts, constants), conjuncts));
  }

  /** Without a key the engine chooses among the table's indexes, that of the key included. */
  private static Access anywhere(
      CollectionTable table, List<RexNode> conjuncts, ExpressionCompiler constants) {
    return new Access.Where(PathConditions.of(table, conjuncts, constants), Optional.empty());
  }

  /** A part of the key with the value that it must have. */
  private record KeyPart(byte[] name, Expression value, RelDataType type) {
    static KeyPart of(
        CollectionTable table, int column, RexNode value, ExpressionCompiler constants) {
      return new KeyPart(
          table.columns().get(column).name().getBytes(StandardCharsets.UTF_8),
          constants.compile(value),
          value.getType());
    }
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
    return ColumnPaths.stored(node) instanceof RexInputRef reference
        && reference.getIndex() == column;
  }

  /** Whether an expression has a value before the scan. */
  static boolean isIndependent(RexNode node) {
    return RelOptUtil.InputFinder.bits(node).isEmpty()
        && RexUtil.isDeterministic(node)
        && RexUtil.SubQueryFinder.find(node) == null;
  }

  private static RexNode otherSide(RexNode equality) {
    RexNode left = ((RexCall) equality).getOperands().get(0);
    return isIndependent(left) ? left : ((RexCall) equality).getOperands().get(1);
  }

  private static Access.KeySource source(List<KeyPart> parts) {
    if (parts.size() > 1) {
      return environment -> composite(parts, environment);
    }
    Expression value = parts.get(0).value();
    RelDataType type = parts.get(0).type();
    return environment -> key(value.value(Expression.NO_INPUT, environment), type);
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
      return DocumentKey.of(((Number) any).longValue());
    }
    BsonSlice slice = AnyValues.slice(any);
    return switch (slice.type()) {
      case ElementType.ARRAY, ElementType.REGEX, ElementType.UNDEFINED, ElementType.NULL -> null;
      default -> DocumentKey.of(slice);
    };
  }

  private static @Nullable DocumentKey composite(
      List<KeyPart> parts, @Nullable Object[] environment) {
    var sink = new BsonSink(64);
    int start = sink.beginDocument();
    for (KeyPart part : parts) {
      Object value = part.value().value(Expression.NO_INPUT, environment);
      if (value == null) {
        return null;
      }
      sink.field(part.name(), AnyValues.slice(AnyValues.of(part.type(), value)));
    }
    sink.endDocument(start);
    return DocumentKey.of(BsonSlice.ofDocument(sink.toBytes()));
  }

  /** {@code key IN (...)}: the documents of several keys. */
  private static Optional<KeyAccess> keyList(
      List<RexNode> conjuncts, List<Integer> key, ExpressionCompiler constants) {
    if (key.size() == 1) {
      for (RexNode conjunct : conjuncts) {
        List<RexNode> alternatives = RelOptUtil.disjunctions(expanded(conjunct));
        if (alternatives.size() > 1
            && alternatives.stream().allMatch(each -> keyColumn(each, key) >= 0)) {
          List<RexNode> rest = new ArrayList<>(conjuncts);
          rest.remove(conjunct);
          return Optional.of(new KeyAccess(keys(alternatives, constants), rest));
        }
      }
    }
    return Optional.empty();
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
