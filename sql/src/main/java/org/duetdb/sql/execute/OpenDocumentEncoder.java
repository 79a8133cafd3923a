package org.duetdb.sql.execute;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Makes the document of a row whose columns are paths, for a collection without declared columns.
 */
final class OpenDocumentEncoder {
  private static final byte[] ID = CollectionTable.ID.getBytes(StandardCharsets.UTF_8);
  private static final ValueCodec ANY = ValueCodec.of(ColumnTypes.any());

  private final Map<String, Object> tree = new LinkedHashMap<>();

  /** An encoder for rows of these paths; 42701 if one is named twice or lies inside another. */
  OpenDocumentEncoder(List<FieldPath> paths) {
    for (int i = 0; i < paths.size(); i++) {
      add(paths.get(i), i);
    }
  }

  private void add(FieldPath path, int column) {
    Map<String, Object> branch = tree;
    for (int i = 0; i < path.length() - 1; i++) {
      Object next = branch.computeIfAbsent(path.component(i), ignored -> new LinkedHashMap<>());
      branch = branch(next, path);
    }
    if (branch.putIfAbsent(path.component(path.length() - 1), column) != null) {
      throw duplicate(path);
    }
  }

  @SuppressWarnings(
      "unchecked") // The tree holds nothing but maps of this type, and column numbers.
  private static Map<String, Object> branch(Object next, FieldPath path) {
    if (next instanceof Map) {
      return (Map<String, Object>) next;
    }
    throw duplicate(path);
  }

  private static SqlFailure duplicate(FieldPath path) {
    return new SqlFailure(SqlState.DUPLICATE_COLUMN, "'" + path + "' is assigned more than once");
  }

  byte[] encode(@Nullable Object[] values, ObjectId id) {
    var sink = new BsonSink(256);
    int start = sink.beginDocument();
    if (tree.get(CollectionTable.ID) instanceof Integer column) {
      writeId(sink, values[column]);
    } else {
      byte[] bytes = id.toByteArray();
      sink.header(ElementType.OBJECT_ID, ID);
      sink.copy(bytes, 0, bytes.length);
    }
    write(sink, tree, values);
    sink.endDocument(start);
    return DocumentLimits.check(sink.toBytes());
  }

  private static void writeId(BsonSink sink, @Nullable Object id) {
    if (id == null) {
      throw new SqlFailure(SqlState.NOT_NULL_VIOLATION, "_id must not be NULL");
    }
    ANY.write(sink, ID, id);
  }

  private static void write(BsonSink sink, Map<?, ?> branch, @Nullable Object[] values) {
    branch.forEach(
        (key, child) -> {
          byte[] name = key.toString().getBytes(StandardCharsets.UTF_8);
          if (child instanceof Map<?, ?> nested) {
            sink.header(ElementType.DOCUMENT, name);
            int start = sink.beginDocument();
            write(sink, nested, values);
            sink.endDocument(start);
          } else if (!key.equals(CollectionTable.ID)) {
            writeValue(sink, name, values[(Integer) child]);
          }
        });
  }

  private static void writeValue(BsonSink sink, byte[] name, @Nullable Object value) {
    if (value == null) {
      sink.header(ElementType.NULL, name);
    } else {
      ANY.write(sink, name, value);
    }
  }
}
