package org.duetdb.sql.expression;

import java.math.BigDecimal;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.duetdb.sql.type.Moments;
import org.jspecify.annotations.Nullable;

/** The values of Calcite's literals. */
public final class Literals {
  private Literals() {}

  /** The value; null for NULL. */
  public static @Nullable Object value(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    return switch (literal.getTypeName()) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case CHAR, VARCHAR -> literal.getValueAs(NlsString.class).getValue();
      case BINARY, VARBINARY -> literal.getValueAs(ByteString.class);
      case DATE -> literal.getValueAs(DateString.class).getDaysSinceEpoch() * Moments.DAY;
      case TIME -> (long) literal.getValueAs(TimeString.class).getMillisOfDay();
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          literal.getValueAs(TimestampString.class).getMillisSinceEpoch();
      case SYMBOL, ROW, ARRAY, MAP, SARG -> literal.getValue();
      case UUID -> literal.getValueAs(UUID.class);
      default -> number(literal);
    };
  }

  private static @Nullable Object number(RexLiteral literal) {
    return literal.getValue() instanceof Number number
        ? number(
            number instanceof BigDecimal d ? d : new BigDecimal(number.toString()),
            literal.getType())
        : literal.getValue();
  }

  /** A number in the class that its type has. */
  static Object number(BigDecimal value, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, INTERVAL_YEAR, INTERVAL_MONTH, INTERVAL_YEAR_MONTH ->
          (Object) value.intValue();
      case DECIMAL, ANY -> value;
      case REAL, FLOAT, DOUBLE -> value.doubleValue();
      default -> value.longValue();
    };
  }
}
