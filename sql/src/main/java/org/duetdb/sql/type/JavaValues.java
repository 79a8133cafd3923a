package org.duetdb.sql.type;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * From a statement's values to the Java objects that its caller gets, by the classes that {@link
 * org.duetdb.sql.SqlType#javaClass()} promises. {@link ParameterValues} is the way back.
 */
public final class JavaValues {
  private JavaValues() {}

  /** What makes a caller's object of a non-null value of the type. */
  public static Function<Object, Object> of(RelDataType type) {
    return switch (SqlTypes.name(type)) {
      case REAL -> value -> ((Number) value).floatValue();
      case BINARY, VARBINARY -> value -> ((ByteString) value).getBytes();
      case DATE -> value -> Moments.date((Long) value);
      case TIME -> value -> Moments.time((Long) value);
      case TIMESTAMP -> value -> Moments.timestamp((Long) value);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
          value -> Instant.ofEpochMilli((Long) value);
      case INTERVAL_YEAR_MONTH ->
          value -> Period.ofMonths(((Number) value).intValue()).normalized();
      case INTERVAL_DAY_SECOND -> value -> Duration.ofMillis(((Number) value).longValue());
      case ARRAY, MULTISET -> list(of(type.getComponentType()));
      case ROW -> row(type);
      case MAP -> map(of(type.getValueType()));
      case ANY, OTHER, NULL, SYMBOL, VARIANT -> AnyObjects::toJava;
      default -> Function.identity();
    };
  }

  /** Applies a conversion to a value that may be NULL. */
  public static @Nullable Object orNull(
      Function<Object, Object> conversion, @Nullable Object value) {
    return value == null ? null : conversion.apply(value);
  }

  private static Function<Object, Object> list(Function<Object, Object> element) {
    return value -> {
      List<@Nullable Object> copy = new ArrayList<>();
      ((List<?>) value).forEach(each -> copy.add(orNull(element, each)));
      return copy;
    };
  }

  private static Function<Object, Object> row(RelDataType type) {
    List<RelDataTypeField> fields = type.getFieldList();
    List<Function<Object, Object>> conversions =
        fields.stream().map(field -> of(field.getType())).toList();
    return value -> {
      List<?> values = (List<?>) value;
      var document = new Document();
      for (int i = 0; i < values.size(); i++) {
        document.append(fields.get(i).getName(), orNull(conversions.get(i), values.get(i)));
      }
      return document;
    };
  }

  private static Function<Object, Object> map(Function<Object, Object> element) {
    return value -> {
      var document = new Document();
      ((Map<?, ?>) value)
          .forEach((key, each) -> document.append(key.toString(), orNull(element, each)));
      return document;
    };
  }
}
