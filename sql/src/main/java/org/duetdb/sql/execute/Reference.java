package org.duetdb.sql.execute;

import com.google.common.base.Suppliers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor.ForeignKey;
import org.duetdb.api.spi.CollectionDescriptor.ReferentialAction;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.type.AnyValues;
import org.jspecify.annotations.Nullable;

/** A foreign key: how the key of the row that a row refers to is read from it. */
public final class Reference {
  private static final int MOST_LOOKED_UP = 1_000;

  private final ForeignKey key;
  private final Supplier<TableRules> childRules;
  private final CollectionTable child;
  private final CollectionTable parent;
  private final List<Integer> places;
  private final List<Expression> columns = new ArrayList<>();
  private final List<RelDataType> types = new ArrayList<>();
  private final List<byte[]> names = new ArrayList<>();

  /**
   * A foreign key.
   *
   * @param columns the places of the child's columns, in the order of the parent's key
   * @param childRules what the child demands of what is written into it
   */
  public Reference(
      ForeignKey key,
      CollectionTable child,
      CollectionTable parent,
      List<Integer> columns,
      Supplier<TableRules> childRules) {
    this.key = key;
    this.childRules = Suppliers.memoize(childRules::get);
    this.child = child;
    this.parent = parent;
    this.places = List.copyOf(columns);
    var reader = new DocumentColumns(child);
    for (int column : columns) {
      this.columns.add(reader.column(column));
      types.add(child.columns().get(column).type());
    }
    for (String part : parent.descriptor().primaryKey()) {
      names.add(part.getBytes(StandardCharsets.UTF_8));
    }
  }

  String name() {
    return key.name();
  }

  /** What becomes of the children of rows that go. */
  ReferentialAction onDelete() {
    return key.onDelete();
  }

  /** Whether rows must not go as long as they have children. */
  boolean refusesDelete() {
    return onDelete() == ReferentialAction.REFUSE;
  }

  /** What becomes of the children of rows that get another key. */
  ReferentialAction onUpdate() {
    return key.onUpdate();
  }

  /** What the child demands of what is written into it. */
  TableRules childRules() {
    return childRules.get();
  }

  /** The child's columns. */
  List<TableColumn> childColumns() {
    return places.stream().map(child.columns()::get).toList();
  }

  /** Finds the rows of the child that refer to one of these keys. */
  FindOperation children(Set<DocumentKey> targets, @Nullable Object[] environment) {
    Access access = Access.ALL;
    if (places.size() == 1 && targets.size() <= MOST_LOOKED_UP) {
      List<BsonSlice> values = targets.stream().map(DocumentKey::value).toList();
      var wanted =
          PathComparison.of(childColumns().get(0).path(), PathComparison.Operator.IN, values);
      access = new Access.Where(List.of(wanted), Optional.empty());
    }
    return FindOperation.of(
        child.namespace(),
        access,
        (document, ignored) -> target(document, environment).filter(targets::contains).isPresent());
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
