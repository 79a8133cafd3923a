package org.duetdb.sql.execute;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.jspecify.annotations.Nullable;

/**
 * Makes the document of a row of a table with declared columns: {@code _id} first, then the columns
 * that are not part of the key, NULLs included, in their declared order.
 */
final class DocumentEncoder {
  private static final byte[] ID = CollectionTable.ID.getBytes(StandardCharsets.UTF_8);
  private static final int CAPACITY = 256;

  private final CollectionTable table;
  private final List<TableColumn> columns;
  private final List<Integer> key;
  private final List<byte[]> names = new ArrayList<>();

  DocumentEncoder(CollectionTable table) {
    this.table = table;
    this.columns = table.columns();
    this.key = table.keyColumns();
    columns.forEach(column -> names.add(column.name().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The document of a row.
   *
   * @param values one value for each column, of the column's type
   * @param id the {@code _id} for a table without a key
   */
  byte[] encode(@Nullable Object[] values, ObjectId id) {
    var sink = new BsonSink(CAPACITY);
    int start = sink.beginDocument();
    writeId(sink, values, id);
    for (int i = 0; i < values.length; i++) {
      if (!columns.get(i).key()) {
        write(sink, names.get(i), i, values[i]);
      }
    }
    sink.endDocument(start);
    return DocumentLimits.check(sink.toBytes());
  }

  private void writeId(BsonSink sink, @Nullable Object[] values, ObjectId id) {
    if (key.isEmpty()) {
      byte[] bytes = id.toByteArray();
      sink.header(ElementType.OBJECT_ID, ID);
      sink.copy(bytes, 0, bytes.length);
    } else if (key.size() == 1) {
      write(sink, ID, key.get(0), values[key.get(0)]);
    } else {
      sink.header(ElementType.DOCUMENT, ID);
      int start = sink.beginDocument();
      key.forEach(column -> write(sink, names.get(column), column, values[column]));
      sink.endDocument(start);
    }
  }

  private void write(BsonSink sink, byte[] name, int column, @Nullable Object value) {
    if (value != null) {
      columns.get(column).codec().write(sink, name, value);
      return;
    }
    requireNullable(table, columns.get(column));
    sink.header(ElementType.NULL, name);
  }

  /** Fails with 23502 if the column cannot be NULL. */
  static void requireNullable(CollectionTable table, TableColumn column) {
    if (!column.type().isNullable() || column.key()) {
      throw new SqlFailure(
          SqlState.NOT_NULL_VIOLATION,
          "column " + column.name() + " of table " + table.name() + " must not be NULL");
    }
  }
}
