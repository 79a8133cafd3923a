package org.duetdb.sql.execute;

import com.google.common.base.Suppliers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor.ForeignKey;
import org.duetdb.api.spi.CollectionDescriptor.ReferentialAction;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key: how the key of the row that a row refers to is read from it, and how that row's
 * own key is. What rows refer to is the primary key or other columns that are unique; both are read
 * as a {@link DocumentKey}, so that equal values are equal keys.
 */
public final class Reference {
  private static final int MOST_LOOKED_UP = 1_000;
  private static final Object[] NO_ENVIRONMENT = {};

  private final ForeignKey key;
  private final Supplier<TableRules> childRules;
  private final CollectionTable child;
  private final CollectionTable parent;
  private final List<Integer> places;
  private final List<TableColumn> targets;
  private final List<Expression> columns;
  private final List<Expression> targetColumns;
  private final boolean primary;

  /**
   * A foreign key.
   *
   * @param columns the places of the child's columns
   * @param targets the places of the parent's columns, in the same order
   * @param childRules what the child demands of what is written into it
   */
  public Reference(
      ForeignKey key,
      CollectionTable child,
      CollectionTable parent,
      List<Integer> columns,
      List<Integer> targets,
      Supplier<TableRules> childRules) {
    this.key = key;
    this.childRules = Suppliers.memoize(childRules::get);
    this.child = child;
    this.parent = parent;
    this.places = List.copyOf(columns);
    this.targets = targets.stream().map(parent.columns()::get).toList();
    this.columns = columns.stream().map(new DocumentColumns(child)::column).toList();
    this.targetColumns = targets.stream().map(new DocumentColumns(parent)::column).toList();
    this.primary = key.targetColumns().isEmpty();
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

  /** Whether it refers to a primary key, which no UPDATE changes in its place. */
  boolean isPrimary() {
    return primary;
  }

  /** Whether the table refers to itself. */
  boolean isOwn() {
    return child.namespace().equals(parent.namespace());
  }

  /** The key of the row that a document of the child refers to; empty if a column is NULL. */
  Optional<DocumentKey> target(byte[] document, @Nullable Object[] environment) {
    return key(columns, document, environment);
  }

  /** The key that a document of the parent has; empty if a column is NULL. */
  Optional<DocumentKey> keyOf(byte[] document) {
    return primary
        ? Optional.of(DocumentKey.of(document))
        : key(targetColumns, document, NO_ENVIRONMENT);
  }

  private Optional<DocumentKey> key(
      List<Expression> from, byte[] document, @Nullable Object[] environment) {
    if (from.size() == 1) {
      Object value = from.get(0).value(document, environment);
      return Optional.ofNullable(KeyAccess.key(value, targets.get(0).type()));
    }
    var sink = new BsonSink(64);
    int start = sink.beginDocument();
    for (int i = 0; i < from.size(); i++) {
      Object value = from.get(i).value(document, environment);
      if (value == null) {
        return Optional.empty();
      }
      TableColumn column = targets.get(i);
      byte[] name = column.name().getBytes(StandardCharsets.UTF_8);
      sink.field(name, AnyValues.slice(AnyValues.of(column.type(), value)));
    }
    sink.endDocument(start);
    return Optional.of(DocumentKey.of(BsonSlice.ofDocument(sink.toBytes())));
  }

  /** The value that a key has for one of the columns that make it. */
  Object part(DocumentKey key, int index) {
    BsonSlice value = key.value();
    ValueCodec codec = targets.get(index).codec();
    if (targets.size() == 1) {
      return Objects.requireNonNull(codec.read(value.bytes(), value.slot()));
    }
    byte[] whole = value.toBytes();
    return Objects.requireNonNull(
        codec.read(whole, FieldPath.of(targets.get(index).name()).resolve(whole)));
  }

  /** Finds the parent's row with a key. */
  FindOperation parents(DocumentKey key) {
    if (primary) {
      return FindOperation.of(parent.namespace(), Access.key(key), DocumentPredicate.ALWAYS);
    }
    List<PathComparison> comparisons = new ArrayList<>();
    byte[] whole = key.value().toBytes();
    for (TableColumn column : targets) {
      BsonSlice value =
          targets.size() == 1
              ? key.value()
              : BsonSlice.of(whole, FieldPath.of(column.name()).resolve(whole));
      comparisons.add(PathComparison.of(column.path(), PathComparison.Operator.IN, List.of(value)));
    }
    return FindOperation.of(
        parent.namespace(),
        new Access.Where(comparisons, Optional.empty()),
        (document, ignored) -> keyOf(document).filter(key::equals).isPresent());
  }
}
