package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.duetdb.sql.type.ValueCodec;

/** Reads a table's columns from the bytes of its documents. */
final class DocumentColumns implements InputColumns {
  private static final ValueCodec ANY = ValueCodec.of(ColumnTypes.any());

  private final CollectionTable table;

  DocumentColumns(CollectionTable table) {
    this.table = table;
  }

  @Override
  public Expression column(int index) {
    TableColumn column = table.columns().get(index);
    if (column.name().equals(CollectionTable.DOCUMENT)) {
      return (input, environment) -> BsonSlice.ofDocument((byte[]) input);
    }
    return column.path().length() == 1
        ? new ColumnRead(index, column)
        : reading(column.path(), column.codec());
  }

  private static Expression reading(FieldPath path, ValueCodec codec) {
    return (input, environment) -> {
      byte[] document = (byte[]) input;
      return codec.read(document, path.resolve(document));
    };
  }

  @Override
  public Optional<Expression> path(int index, List<String> fields) {
    TableColumn column = table.columns().get(index);
    if (column.type().getSqlTypeName() != SqlTypeName.ANY) {
      return Optional.empty();
    }
    List<String> components = new ArrayList<>();
    if (!column.name().equals(CollectionTable.DOCUMENT)) {
      components.addAll(column.path().components());
    }
    components.addAll(fields);
    boolean spellable = components.stream().noneMatch(name -> name.isEmpty() || name.contains("."));
    return spellable
        ? Optional.of(reading(FieldPath.of(String.join(".", components)), ANY))
        : Optional.empty();
  }
}
