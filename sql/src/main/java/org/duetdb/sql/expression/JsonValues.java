package org.duetdb.sql.expression;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.DuetTypeFactory;

/** Between SQL's values and JSON. */
public final class JsonValues {
  private static final RelDataType TEXT =
      DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.VARCHAR);

  private static final RelDataType ANY = DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.ANY);

  private JsonValues() {}

  /** What makes of a value of a type what JSON has for it: a text, a number, a list, a map. */
  public static UnaryOperator<Object> of(RelDataType type) {
    UnaryOperator<Object> text = Casts.between(type, TEXT, Casts.Mode.EXPLICIT);
    return switch (type.getSqlTypeName()) {
      case BOOLEAN,
          CHAR,
          VARCHAR,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          FLOAT,
          DOUBLE,
          DECIMAL ->
          UnaryOperator.identity();
      case ARRAY, MAP, ROW, MULTISET -> value -> tree((String) text.apply(value));
      case ANY -> JsonValues::ofAny;
      default -> text;
    };
  }

  private static Object ofAny(Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return ofSlice(AnyValues.slice(value));
  }

  private static Object ofSlice(BsonSlice slice) {
    String text = (String) Casts.between(ANY, TEXT, Casts.Mode.EXPLICIT).apply(slice);
    return slice.type() == ElementType.DOCUMENT || slice.type() == ElementType.ARRAY
        ? tree(text)
        : text;
  }

  /** What makes JSON text of a value of a type: a text is one already. */
  static UnaryOperator<Object> text(RelDataType type) {
    return Casts.between(type, TEXT, Casts.Mode.EXPLICIT);
  }

  /** The tree of a JSON text. */
  static Object tree(String json) {
    return checked(() -> org.apache.calcite.runtime.JsonFunctions.dejsonize(json));
  }

  /** The JSON text of a tree. */
  public static String text(Object tree) {
    return checked(() -> org.apache.calcite.runtime.JsonFunctions.jsonize(tree));
  }

  /** What Calcite's JSON functions answer; 22032 for what they refuse. */
  static <R> R checked(Supplier<R> work) {
    try {
      return work.get();
    } catch (SqlFailure ours) {
      throw ours;
    } catch (RuntimeException refused) { // because Calcite lets its parsers' own exceptions through
      throw new SqlFailure(
          SqlState.INVALID_JSON, "JSON: " + String.valueOf(refused.getMessage()), refused);
    }
  }
}
