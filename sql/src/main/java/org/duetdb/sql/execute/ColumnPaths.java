package org.duetdb.sql.execute;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;

/**
 * Expressions over a table that are nothing but a field of the document, whose value an index can
 * stand for.
 */
final class ColumnPaths {
  private ColumnPaths() {}

  /**
   * A field.
   *
   * @param path where it lies
   * @param type what it is read as
   */
  record Field(FieldPath path, RelDataType type) {}

  /**
   * The field that an expression reads; empty if it computes something, or if BSON's order of the
   * stored values need not be SQL's, as with binary data of several subtypes.
   */
  static Optional<Field> of(CollectionTable table, RexNode node) {
    RexNode inner = stored(node);
    Deque<String> fields = new ArrayDeque<>();
    while (inner.getKind() == SqlKind.ITEM) {
      Optional<String> field = name(((RexCall) inner).getOperands().get(1));
      if (field.isEmpty()) {
        return Optional.empty();
      }
      fields.addFirst(field.get());
      inner = operand(inner);
    }
    return inner instanceof RexInputRef reference
        ? field(table.columns().get(reference.getIndex()), List.copyOf(fields), node)
        : Optional.empty();
  }

  /** An expression without casts that change neither equality nor order. */
  static RexNode stored(RexNode node) {
    RexNode inner = node;
    while (inner.isA(SqlKind.CAST) && isLossless(operand(inner).getType(), inner.getType())) {
      inner = operand(inner);
    }
    return inner;
  }

  private static Optional<String> name(RexNode key) {
    return key instanceof RexLiteral literal
            && SqlTypeName.CHAR_TYPES.contains(literal.getType().getSqlTypeName())
        ? Optional.ofNullable(literal.getValueAs(String.class))
            .filter(text -> !text.isEmpty() && !text.contains("."))
        : Optional.empty();
  }

  private static RexNode operand(RexNode call) {
    return ((RexCall) call).getOperands().get(0);
  }

  private static Optional<Field> field(TableColumn column, List<String> fields, RexNode node) {
    boolean any = column.type().getSqlTypeName() == SqlTypeName.ANY;
    boolean whole = column.name().equals(CollectionTable.DOCUMENT);
    if (!fields.isEmpty() && !any || fields.isEmpty() && whole) {
      return Optional.empty();
    }
    List<String> components = new ArrayList<>();
    if (!whole) {
      components.addAll(column.path().components());
    }
    components.addAll(fields);
    FieldPath path = FieldPath.of(String.join(".", components));
    return isOrdered(column.type().getSqlTypeName())
        ? Optional.of(new Field(path, fields.isEmpty() ? column.type() : node.getType()))
        : Optional.empty();
  }

  private static boolean isOrdered(SqlTypeName type) {
    return switch (type) {
      case ANY,
          BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DECIMAL,
          REAL,
          FLOAT,
          DOUBLE,
          CHAR,
          VARCHAR,
          DATE,
          TIME,
          TIMESTAMP,
          UUID ->
          true;
      default -> false;
    };
  }

  /**
   * Whether a cast changes neither equality nor order, so that the stored value can be compared.
   */
  private static boolean isLossless(RelDataType from, RelDataType to) {
    SqlTypeName target = to.getSqlTypeName();
    return switch (from.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER ->
          switch (target) {
            case INTEGER, BIGINT, DOUBLE, ANY -> true;
            case DECIMAL -> holds(to, 10, 0);
            default -> false;
          };
      case BIGINT -> target == SqlTypeName.ANY || target == SqlTypeName.BIGINT || holds(to, 19, 0);
      case DECIMAL -> target == SqlTypeName.ANY || holds(to, from.getPrecision(), from.getScale());
      case CHAR, VARCHAR -> target == SqlTypeName.ANY || isWider(from, to);
      case DATE -> target == SqlTypeName.TIMESTAMP || target == SqlTypeName.ANY;
      case BOOLEAN, REAL, FLOAT, DOUBLE, TIME, TIMESTAMP, UUID ->
          target == SqlTypeName.ANY || target == from.getSqlTypeName();
      default -> false;
    };
  }

  private static boolean holds(RelDataType decimal, int digits, int scale) {
    return decimal.getSqlTypeName() == SqlTypeName.DECIMAL
        && decimal.getScale() >= scale
        && decimal.getPrecision() - decimal.getScale() >= digits - scale;
  }

  private static boolean isWider(RelDataType from, RelDataType to) {
    return to.getSqlTypeName() == SqlTypeName.VARCHAR
        && (to.getPrecision() < 0 || from.getPrecision() >= 0)
        && (to.getPrecision() < 0 || to.getPrecision() >= from.getPrecision());
  }
}
