package org.duetdb.sql.execute;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.FieldName;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/** The value of a column that is a field of the document. */
final class ColumnRead implements Expression {
  private final int column;
  private final FieldName field;
  private final ValueCodec codec;

  /**
   * @param column its number in the table
   */
  ColumnRead(int column, TableColumn description) {
    this.column = column;
    this.field = FieldName.of(description.path().component(0));
    this.codec = description.codec();
  }

  /** The column's number in its table, in whose order the fields of most documents stand. */
  int column() {
    return column;
  }

  @Override
  public @Nullable Object value(Object input, @Nullable Object[] environment) {
    byte[] document = (byte[]) input;
    return codec.read(document, field.find(document, 0));
  }

  /**
   * Reads several columns of one document, at best in one pass.
   *
   * @param columns in the order of their numbers
   * @param places where to put the value of each
   */
  static void all(ColumnRead[] columns, int[] places, byte[] document, @Nullable Object[] values) {
    int next = BsonBytes.firstElement(0);
    for (int i = 0; i < columns.length; i++) {
      long slot = columns[i].field.find(document, 0, next);
      if (slot != BsonBytes.NO_SLOT) {
        next = BsonBytes.offset(slot) + BsonBytes.size(document, slot);
      }
      values[places[i]] = columns[i].codec.read(document, slot);
    }
  }
}
