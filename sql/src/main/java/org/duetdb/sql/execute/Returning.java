package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/** RETURNING: what is returned of each document that a statement wrote or removed. */
public final class Returning {
  private final ResultShape shape;
  private final Expression[] values;

  private Returning(ResultShape shape, Expression[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * What a statement returns.
   *
   * @param algebra computes the values of each document of the statement's table
   * @param shape the values' columns
   */
  public record Clause(RelNode algebra, ResultShape shape) {
    Returning compile(OperatorCompiler compiler) {
      TableBlock block = TableBlock.of(algebra);
      var expressions =
          compiler.expressions(
              new DocumentColumns(block.table().orElseThrow(IllegalStateException::new)));
      return new Returning(
          shape, expressions.compileAll(block.expressions()).toArray(Expression[]::new));
    }
  }

  List<SqlColumn> columns() {
    return shape.columns();
  }

  /** The rows of these documents. */
  List<Object> rows(List<byte[]> documents, @Nullable Object[] environment) {
    List<Object> rows = new ArrayList<>();
    for (byte[] document : documents) {
      @Nullable Object[] row = Projected.row(values, document, environment);
      Attempt.of(environment).hold(RowSize.of(row));
      rows.add(row);
    }
    return rows;
  }

  ResultRows result(List<Object> rows, Execution execution) {
    return new ResultRows(shape, ListRows.of(rows), execution);
  }
}
