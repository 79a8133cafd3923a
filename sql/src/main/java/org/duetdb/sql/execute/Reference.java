package org.duetdb.sql.execute;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.type.AnyValues;
import org.jspecify.annotations.Nullable;

/** A foreign key: how the key of the row that a row refers to is read from it. */
public final class Reference {
  private final String name;
  private final CollectionTable child;
  private final CollectionTable parent;
  private final List<Expression> columns = new ArrayList<>();
  private final List<RelDataType> types = new ArrayList<>();
  private final List<byte[]> names = new ArrayList<>();

  /**
   * A foreign key.
   *
   * @param columns the places of the child's columns, in the order of the parent's key
   */
  public Reference(
      String name, CollectionTable child, CollectionTable parent, List<Integer> columns) {
    this.name = name;
    this.child = child;
    this.parent = parent;
    var reader = new DocumentColumns(child);
    for (int column : columns) {
      this.columns.add(reader.column(column));
      types.add(child.columns().get(column).type());
    }
    for (String key : parent.descriptor().primaryKey()) {
      names.add(key.getBytes(StandardCharsets.UTF_8));
    }
  }

  String name() {
    return name;
  }

  CollectionTable child() {
    return child;
  }

  CollectionTable parent() {
    return parent;
  }

  /** Whether the table refers to itself. */
  boolean isOwn() {
    return child.namespace().equals(parent.namespace());
  }

  /** The key of the row that a document refers to; empty if one of the columns is NULL. */
  Optional<DocumentKey> target(byte[] document, @Nullable Object[] environment) {
    if (columns.size() == 1) {
      Object value = columns.get(0).value(document, environment);
      return Optional.ofNullable(KeyAccess.key(value, types.get(0)));
    }
    var sink = new BsonSink(64);
    int start = sink.beginDocument();
    for (int i = 0; i < columns.size(); i++) {
      Object value = columns.get(i).value(document, environment);
      if (value == null) {
        return Optional.empty();
      }
      sink.field(names.get(i), AnyValues.slice(AnyValues.of(types.get(i), value)));
    }
    sink.endDocument(start);
    return Optional.of(DocumentKey.of(BsonSlice.ofDocument(sink.toBytes())));
  }
}
