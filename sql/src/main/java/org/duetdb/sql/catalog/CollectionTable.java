package org.duetdb.sql.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.ValueCodec;

/**
 * A collection as a table. A collection without declared columns has two: its {@code _id}, and the
 * whole document, from which {@code org.duetdb.sql.plan} takes the fields that a statement names.
 */
public final class CollectionTable extends AbstractTable {
  /** The field that every document has. */
  public static final String ID = "_id";

  /** The column that stands for the whole document of a collection without declared columns. */
  public static final String DOCUMENT = "$document";

  /** The mark of a table that a statement only reads. */
  public static final int UNMARKED = -1;

  private static final char MARK = '\0';

  private final CollectionDescriptor descriptor;
  private final List<TableColumn> columns;
  private final RelDataType rowType;
  private final int mark;

  public CollectionTable(CollectionDescriptor descriptor) {
    this(descriptor, descriptor.isDeclared() ? declared(descriptor) : schemaless(), UNMARKED);
  }

  private CollectionTable(CollectionDescriptor descriptor, List<TableColumn> columns, int mark) {
    this.descriptor = descriptor;
    this.columns = columns;
    this.mark = mark;
    this.rowType =
        DuetTypeFactory.INSTANCE.createStructType(
            columns.stream().map(TableColumn::type).toList(),
            columns.stream().map(TableColumn::name).toList());
  }

  private static List<TableColumn> declared(CollectionDescriptor descriptor) {
    List<TableColumn> columns = new ArrayList<>();
    boolean composite = descriptor.primaryKey().size() > 1;
    for (CollectionDescriptor.Column column : descriptor.columns()) {
      boolean key = descriptor.primaryKey().contains(column.name());
      String path = key ? composite ? ID + "." + column.name() : ID : column.name();
      RelDataType type = ColumnTypes.of(column);
      columns.add(
          new TableColumn(
              column.name(),
              type,
              FieldPath.of(path),
              ValueCodec.of(type),
              key,
              column.defaultExpression()));
    }
    return List.copyOf(columns);
  }

  private static List<TableColumn> schemaless() {
    RelDataType any = ColumnTypes.any();
    RelDataType id = DuetTypeFactory.INSTANCE.createTypeWithNullability(any, false);
    ValueCodec codec = ValueCodec.of(any);
    return List.of(
        new TableColumn(ID, id, FieldPath.of(ID), codec, true, Optional.empty()), document());
  }

  private static TableColumn document() {
    RelDataType any = ColumnTypes.any();
    return new TableColumn(
        DOCUMENT, any, FieldPath.of(DOCUMENT), ValueCodec.of(any), false, Optional.empty());
  }

  /**
   * The name by which a statement's FROM names a table of which it must know the documents too: one
   * that it writes or locks.
   */
  public static String marked(String name, int mark) {
    return name + MARK + mark;
  }

  /** The name without a mark. */
  public static String unmarked(String name) {
    int at = name.indexOf(MARK);
    return at < 0 ? name : name.substring(0, at);
  }

  /** The mark of a name. */
  static int markOf(String name) {
    int at = name.indexOf(MARK);
    return at < 0 ? UNMARKED : Integer.parseInt(name.substring(at + 1));
  }

  /** The same table with a mark. */
  CollectionTable withMark(int number) {
    return number == mark ? this : new CollectionTable(descriptor, columns, number);
  }

  /** The mark that the statement has put on it, or {@link #UNMARKED}. */
  public int mark() {
    return mark;
  }

  /** The same table with its whole document as the last column. */
  public CollectionTable withDocument() {
    if (!isDeclared()) {
      return this;
    }
    List<TableColumn> all = new ArrayList<>(columns);
    all.add(document());
    return new CollectionTable(descriptor, List.copyOf(all), mark);
  }

  /** What the engine's catalog says of it. */
  public CollectionDescriptor descriptor() {
    return descriptor;
  }

  /** Its full name. */
  public Namespace namespace() {
    return descriptor.namespace();
  }

  /** Whether it is a view. */
  public boolean isView() {
    return descriptor.isView();
  }

  /** Its name. */
  public String name() {
    return descriptor.namespace().collection();
  }

  /** Whether its columns are declared. */
  public boolean isDeclared() {
    return descriptor.isDeclared();
  }

  /** Its columns in order. */
  public List<TableColumn> columns() {
    return columns;
  }

  /** The place of the column of that name, without regard to case; -1 if there is none. */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(column)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The places of the key's columns, in key order; the {@code _id} where no key is declared visible
   * is none.
   */
  public List<Integer> keyColumns() {
    return isDeclared() ? descriptor.primaryKey().stream().map(this::indexOf).toList() : List.of(0);
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return rowType;
  }

  @Override
  public String toString() {
    return namespace().toString();
  }
}
