package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * UNNEST: a row for each element of a list. Several lists go side by side, the shorter ones with
 * NULLs; a NULL is an empty list. An element of a row type gives a column for each of its fields.
 *
 * @param input rows of lists
 * @param parts how each list's elements become columns
 * @param ordinality whether the element's number, counted from 1, is the last column
 */
record Unnested(Operator input, List<Part> parts, boolean ordinality) implements Operator {
  private static final ValueCodec LIST =
      ValueCodec.of(
          DuetTypeFactory.INSTANCE.createArrayType(
              DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.ANY), -1));

  /**
   * How a list's elements become columns.
   *
   * @param width how many columns
   * @param dynamic whether the value says itself what it is
   */
  record Part(int width, boolean dynamic) {
    static Part of(RelDataType type) {
      if (type.getSqlTypeName() == SqlTypeName.MAP) {
        return new Part(2, false);
      }
      RelDataType element = type.getComponentType();
      return element == null
          ? new Part(1, true)
          : new Part(element.isStruct() ? element.getFieldCount() : 1, false);
    }
  }

  static Stage compile(Uncollect unnest, OperatorCompiler compiler) {
    List<Part> parts = new ArrayList<>();
    for (RelDataTypeField field : unnest.getInput().getRowType().getFieldList()) {
      parts.add(Part.of(field.getType()));
    }
    return Stage.ofValues(
        new Unnested(compiler.rows(unnest.getInput()), parts, unnest.withOrdinality));
  }

  @Override
  public void explain(Explanation text) {
    text.line("unnest", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    List<Object> result = new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    try (Rows rows = input.open(environment)) {
      while (rows.next()) {
        attempt.tick();
        @Nullable Object[] lists = (@Nullable Object[]) rows.current();
        for (Object row : unnested(lists)) {
          attempt.hold(RowSize.of(row));
          result.add(row);
        }
      }
    }
    return ListRows.of(result);
  }

  private List<Object> unnested(@Nullable Object[] values) {
    List<List<?>> lists = new ArrayList<>();
    int longest = 0;
    for (int i = 0; i < parts.size(); i++) {
      List<?> list = list(values[i], parts.get(i));
      lists.add(list);
      longest = Math.max(longest, list.size());
    }
    int width = parts.stream().mapToInt(Part::width).sum() + (ordinality ? 1 : 0);
    List<Object> rows = new ArrayList<>();
    for (int number = 0; number < longest; number++) {
      @Nullable Object[] row = new Object[width];
      int column = 0;
      for (int i = 0; i < parts.size(); i++) {
        Object element = number < lists.get(i).size() ? lists.get(i).get(number) : null;
        put(row, column, element, parts.get(i).width());
        column += parts.get(i).width();
      }
      if (ordinality) {
        row[column] = number + 1;
      }
      rows.add(row);
    }
    return rows;
  }

  private static void put(@Nullable Object[] row, int column, @Nullable Object element, int width) {
    if (width == 1 && !(element instanceof Map.Entry)) {
      row[column] =
          element instanceof List<?> fields && fields.size() == 1 ? fields.get(0) : element;
    } else if (element instanceof Map.Entry<?, ?> entry) {
      row[column] = entry.getKey();
      row[column + 1] = entry.getValue();
    } else if (element != null) {
      List<?> fields = (List<?>) element;
      for (int i = 0; i < width; i++) {
        row[column + i] = fields.get(i);
      }
    }
  }

  private static List<?> list(@Nullable Object value, Part part) {
    if (value == null) {
      return List.of();
    } else if (value instanceof List<?> list) {
      return list;
    } else if (value instanceof Map<?, ?> map) {
      return List.copyOf(map.entrySet());
    } else if (part.dynamic()) {
      BsonSlice slice = AnyValues.slice(value);
      if (slice.type() == ElementType.ARRAY) {
        return (List<?>) Objects.requireNonNull(LIST.read(slice.bytes(), slice.slot()));
      }
    }
    throw new SqlFailure(SqlState.DATATYPE_MISMATCH, "UNNEST needs an array, not " + value);
  }
}
