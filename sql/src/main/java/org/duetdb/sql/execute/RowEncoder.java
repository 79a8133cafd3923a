package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.bson.types.ObjectId;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlRows;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Makes documents of the rows of an INSERT, and remembers how to tell their keys. */
public final class RowEncoder {
  private final CollectionTable table;
  private final List<String> names;
  private final List<RelDataType> types;
  private final Encoding encoding;

  private RowEncoder(
      CollectionTable table, List<String> names, List<RelDataType> types, Encoding encoding) {
    this.table = table;
    this.names = names;
    this.types = types;
    this.encoding = encoding;
  }

  /** For rows that have a value for each declared column. */
  public static RowEncoder declared(CollectionTable table) {
    return new RowEncoder(
        table,
        table.columns().stream().map(TableColumn::name).toList(),
        table.columns().stream().map(TableColumn::type).toList(),
        new DocumentEncoder(table)::encode);
  }

  /** For rows that have a value for each of these paths. */
  public static RowEncoder open(CollectionTable table, List<FieldPath> paths) {
    return new RowEncoder(
        table,
        paths.stream().map(FieldPath::toString).toList(),
        paths.stream().map(path -> ColumnTypes.any()).toList(),
        new OpenDocumentEncoder(paths)::encode);
  }

  /** How a row becomes a document. */
  private interface Encoding {
    byte[] encode(@Nullable Object[] row, ObjectId id);
  }

  /** The types that a row's values must have. */
  public List<RelDataType> types() {
    return types;
  }

  /** The table that the documents go to. */
  CollectionTable table() {
    return table;
  }

  Namespace namespace() {
    return table.namespace();
  }

  byte[] encode(@Nullable Object[] row, ObjectId id) {
    return encoding.encode(row, id);
  }

  /** The key columns, or the columns asked for, of the rows that were inserted. */
  Optional<SqlRows> generatedKeys(Execution execution, List<@Nullable Object[]> rows) {
    if (!execution.options().keys().wanted()) {
      return Optional.empty();
    }
    List<Integer> places = places(execution.options().keys().columns());
    List<SqlColumn> columns = new ArrayList<>();
    for (int place : places) {
      columns.add(
          SqlTypes.column(
              names.get(place),
              names.get(place),
              table.name(),
              table.namespace().database(),
              types.get(place),
              false));
    }
    List<Object> keys = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      keys.add(places.stream().map(place -> row[place]).toArray());
    }
    var shape = ResultShape.of(columns, places.stream().map(types::get).toList());
    return Optional.of(new ResultRows(shape, ListRows.of(keys), execution));
  }

  private List<Integer> places(List<String> wanted) {
    if (wanted.isEmpty()) {
      return table.isDeclared() ? table.keyColumns() : List.of();
    }
    return wanted.stream()
        .map(
            name ->
                IntStream.range(0, names.size())
                    .filter(i -> names.get(i).equalsIgnoreCase(name))
                    .boxed()
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new SqlFailure(
                                SqlState.UNDEFINED_COLUMN,
                                "table " + table.name() + " has no column " + name)))
        .toList();
  }
}
