package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.duetdb.sql.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/** ORDER BY: what to compare and which way round. */
final class RowOrder {
  private final Expression[] keys;
  private final boolean[] descending;
  private final boolean[] nullsFirst;

  private RowOrder(List<Expression> keys, boolean[] descending, boolean[] nullsFirst) {
    this.keys = keys.toArray(Expression[]::new);
    this.descending = descending;
    this.nullsFirst = nullsFirst;
  }

  /** The order of a collation whose fields are columns. */
  static RowOrder of(RelCollation collation, InputColumns columns) {
    List<RelFieldCollation> fields = collation.getFieldCollations();
    List<Expression> keys = new ArrayList<>();
    boolean[] descending = new boolean[fields.size()];
    boolean[] nullsFirst = new boolean[fields.size()];
    for (int i = 0; i < fields.size(); i++) {
      RelFieldCollation field = fields.get(i);
      keys.add(columns.column(field.getFieldIndex()));
      descending[i] = field.getDirection().isDescending();
      nullsFirst[i] =
          field.nullDirection == RelFieldCollation.NullDirection.FIRST
              || field.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
                  && !descending[i];
    }
    return new RowOrder(keys, descending, nullsFirst);
  }

  /** The values by which a row is compared. */
  @Nullable Object[] keys(Object row, @Nullable Object[] environment) {
    return Projected.row(keys, row, environment);
  }

  /** Compares the keys of two rows. */
  int compare(@Nullable Object[] left, @Nullable Object[] right) {
    for (int i = 0; i < left.length; i++) {
      int order = compare(left[i], right[i], i);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int compare(@Nullable Object left, @Nullable Object right, int key) {
    if (left == null || right == null) {
      return left == right ? 0 : (left == null) == nullsFirst[key] ? -1 : 1;
    }
    int order = ValueOrder.compare(left, right);
    return descending[key] ? -order : order;
  }

  /** Compares rows as they are, for the engine, which keeps no keys. */
  Comparator<byte[]> ofDocuments(@Nullable Object[] environment) {
    return (left, right) -> compare(keys(left, environment), keys(right, environment));
  }
}
