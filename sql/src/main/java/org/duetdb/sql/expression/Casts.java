package org.duetdb.sql.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.Numbers;
import org.duetdb.sql.type.ParameterValues;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Values from one type to another: CAST, and the stricter conversion of what is stored in a column.
 */
public final class Casts {
  /** How strict. */
  public enum Mode {
    /** CAST: a text that is too long is cut. */
    EXPLICIT,
    /** Storing: a text that is too long is refused (22001). */
    ASSIGNMENT
  }

  private static final ValueCodec UUID_CODEC =
      ValueCodec.of(DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.UUID));

  private Casts() {}

  /** What makes a value of {@code to} of a non-null value of {@code from}. */
  public static UnaryOperator<Object> between(RelDataType from, RelDataType to, Mode mode) {
    return switch (to.getSqlTypeName()) {
      case BOOLEAN -> Casts::bool;
      case TINYINT -> value -> NumberCasts.integer(number(value, from), -128, 127, "TINYINT");
      case SMALLINT -> value -> NumberCasts.integer(number(value, from), -32768, 32767, "SMALLINT");
      case INTEGER ->
          value ->
              value instanceof Integer && !SqlTypeUtil.isInterval(from)
                  ? value
                  : NumberCasts.integer(
                      number(value, from), Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
      case BIGINT -> value -> NumberCasts.bigint(number(value, from));
      case REAL -> value -> (double) number(value, from).floatValue();
      case FLOAT, DOUBLE -> value -> number(value, from).doubleValue();
      case DECIMAL -> decimal(from, to);
      case CHAR, VARCHAR -> TextCasts.to(from, to, mode);
      case BINARY, VARBINARY -> value -> bytes(value, to.getPrecision(), mode);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
          MomentCasts.to(from, to);
      case UUID -> Casts::uuid;
      case ARRAY, MULTISET -> array(from, to, mode);
      case MAP -> map(from, to, mode);
      case ROW -> row(from, to, mode);
      case ANY, OTHER, VARIANT -> value -> AnyValues.of(from, value);
      default -> SqlTypeUtil.isInterval(to) ? IntervalCasts.to(from, to) : UnaryOperator.identity();
    };
  }

  private static UnaryOperator<Object> decimal(RelDataType from, RelDataType to) {
    return value -> NumberCasts.decimal(number(value, from), to.getPrecision(), to.getScale());
  }

  private static Number number(Object value, RelDataType from) {
    if (value instanceof Number number) {
      return SqlTypeUtil.isInterval(from) ? IntervalCasts.inUnits(number, from) : number;
    } else if (value instanceof String text) {
      return NumberCasts.ofText(text);
    } else if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    return NumberCasts.ofAny(value);
  }

  private static Object bool(Object value) {
    if (value instanceof Boolean) {
      return value;
    } else if (value instanceof String text) {
      return ParameterValues.parseBoolean(text);
    }
    return Numbers.compare(NumberCasts.ofAny(value), 0) != 0;
  }

  private static Object bytes(Object value, int limit, Mode mode) {
    ByteString bytes =
        value instanceof String text
            ? new ByteString(text.getBytes(StandardCharsets.UTF_8))
            : value instanceof ByteString already ? already : ofSlice(value);
    if (limit <= 0 || bytes.length() <= limit) {
      return bytes;
    }
    if (mode == Mode.ASSIGNMENT) {
      throw new SqlFailure(
          SqlState.STRING_TOO_LONG,
          bytes.length() + " bytes are too long for VARBINARY(" + limit + ")");
    }
    return bytes.substring(0, limit);
  }

  private static ByteString ofSlice(Object value) {
    if (value instanceof BsonSlice slice && slice.type() == ElementType.BINARY) {
      byte[] encoded = slice.toBytes();
      return new ByteString(Arrays.copyOfRange(encoded, 5, encoded.length));
    }
    throw mismatch(value, "binary data");
  }

  private static Object uuid(Object value) {
    if (value instanceof UUID) {
      return value;
    }
    if (value instanceof BsonSlice slice) {
      Object read = UUID_CODEC.read(slice.bytes(), slice.slot());
      if (read != null) {
        return read;
      }
    }
    if (value instanceof String text) {
      return ParameterValues.uuid(text);
    }
    throw mismatch(value, "a UUID");
  }

  private static UnaryOperator<Object> array(RelDataType from, RelDataType to, Mode mode) {
    if (from.getComponentType() == null) {
      return decoded(to);
    }
    UnaryOperator<Object> element = between(from.getComponentType(), to.getComponentType(), mode);
    return value -> {
      List<@Nullable Object> copy = new ArrayList<>();
      ((List<?>) value).forEach(each -> copy.add(each == null ? null : element.apply(each)));
      return copy;
    };
  }

  private static UnaryOperator<Object> map(RelDataType from, RelDataType to, Mode mode) {
    if (from.getValueType() == null) {
      return decoded(to);
    }
    UnaryOperator<Object> element = between(from.getValueType(), to.getValueType(), mode);
    return value -> {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((key, each) -> copy.put(key, each == null ? null : element.apply(each)));
      return copy;
    };
  }

  private static UnaryOperator<Object> row(RelDataType from, RelDataType to, Mode mode) {
    if (!from.isStruct() || from.getFieldCount() != to.getFieldCount()) {
      return decoded(to);
    }
    List<UnaryOperator<Object>> fields = new ArrayList<>();
    for (int i = 0; i < to.getFieldCount(); i++) {
      fields.add(
          between(from.getFieldList().get(i).getType(), to.getFieldList().get(i).getType(), mode));
    }
    return value -> {
      List<@Nullable Object> copy = new ArrayList<>();
      int index = 0;
      for (Object each : (List<?>) value) {
        UnaryOperator<Object> field = fields.get(index++);
        copy.add(each == null ? null : field.apply(each));
      }
      return copy;
    };
  }

  /** From ANY: the codec of the wanted type reads the value as it would read a field. */
  private static UnaryOperator<Object> decoded(RelDataType to) {
    ValueCodec codec = ValueCodec.of(to);
    return value -> {
      BsonSlice slice = AnyValues.slice(value);
      Object read = codec.read(slice.bytes(), slice.slot());
      if (read == null) {
        throw mismatch(value, to.toString());
      }
      return read;
    };
  }

  static SqlFailure mismatch(Object value, String wanted) {
    return new SqlFailure(SqlState.CANNOT_COERCE, value + " cannot be " + wanted);
  }
}
