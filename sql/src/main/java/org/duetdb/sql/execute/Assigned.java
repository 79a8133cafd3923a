package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.type.ValueCodec;

/** Makes the patch of a SET: values go to their places in the document, checked and converted. */
public final class Assigned {
  private Assigned() {}

  /**
   * A place that SET names.
   *
   * @param path where it lies in the document
   * @param column the declared column that it is, if it is one
   */
  public record Target(FieldPath path, Optional<TableColumn> column) {}

  /**
   * The patch.
   *
   * @param values what computes the values of the targets, in order
   * @param types the values' types
   */
  static DocumentPatch patch(
      CollectionTable table,
      List<Target> targets,
      List<Expression> values,
      List<RelDataType> types) {
    List<FieldAssignment> assignments = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      var type = target.column().map(TableColumn::type).orElseGet(ColumnTypes::any);
      assignments.add(
          new FieldAssignment(
              target.path(),
              InsertPlan.stored(values.get(i), types.get(i), type),
              target.column().map(TableColumn::codec).orElseGet(() -> ValueCodec.of(type)),
              () -> target.column().ifPresent(c -> DocumentEncoder.requireNullable(table, c))));
    }
    return new DocumentPatch(assignments);
  }
}
