package org.duetdb.sql.type;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/** Values of type ANY from and to the Java objects that callers see. */
final class AnyObjects {
  private AnyObjects() {}

  /** The object that a caller gets for a value of ANY. */
  static Object toJava(Object value) {
    if (value instanceof BsonSlice slice) {
      return ofBson(slice.toBsonValue());
    }
    if (value instanceof ByteString bytes) {
      return bytes.getBytes();
    }
    return value instanceof List || value instanceof Map
        ? ofBson(AnyValues.slice(value).toBsonValue())
        : value;
  }

  private static @Nullable Object nullable(BsonValue value) {
    return value.isNull() ? null : ofBson(value);
  }

  private static Object ofBson(BsonValue value) {
    return switch (value.getBsonType()) {
      case DOCUMENT -> document(value.asDocument());
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        value.asArray().forEach(each -> list.add(nullable(each)));
        yield list;
      }
      case INT32 -> value.asInt32().getValue();
      case INT64 -> value.asInt64().getValue();
      case DOUBLE -> value.asDouble().getValue();
      case STRING -> value.asString().getValue();
      case BOOLEAN -> value.asBoolean().getValue();
      case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
      case OBJECT_ID -> value.asObjectId().getValue();
      case DECIMAL128 -> decimal(value.asDecimal128().getValue());
      case BINARY -> binary(value.asBinary());
      default -> decode(value);
    };
  }

  private static Document document(BsonDocument bson) {
    var document = new Document();
    bson.forEach((name, each) -> document.append(name, nullable(each)));
    return document;
  }

  private static Object decimal(Decimal128 value) {
    return value.isFinite() ? Decimals.toBigDecimal(value) : value;
  }

  private static Object binary(BsonBinary value) {
    return value.getType() == BsonBinarySubType.UUID_STANDARD.getValue()
            && value.getData().length == 16
        ? value.asUuid(UuidRepresentation.STANDARD)
        : value.getData();
  }

  /** The remaining types have classes of their own in the bson library. */
  private static Object decode(BsonValue value) {
    byte[] wrapped = BsonCodecs.encode(new BsonDocument("v", value));
    var codec = BsonCodecs.defaultRegistry().get(Document.class);
    return BsonCodecs.decode(wrapped, codec).get("v", value);
  }

  /** The value of ANY that a caller's object stands for. */
  static Object fromJava(Object value) {
    if (value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof BigDecimal
        || value instanceof UUID) {
      return value;
    } else if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    } else if (value instanceof Float number) {
      return number.doubleValue();
    } else if (value instanceof byte[] bytes) {
      return new ByteString(bytes);
    } else if (value instanceof Character || value instanceof Enum) {
      return value.toString();
    } else if (value instanceof Collection<?> list) {
      List<@Nullable Object> values = new ArrayList<>();
      list.forEach(each -> values.add(each == null ? null : fromJava(each)));
      return values;
    } else if (value instanceof Map<?, ?> map && !(value instanceof Bson)) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      map.forEach((key, each) -> values.put(key.toString(), each == null ? null : fromJava(each)));
      return values;
    }
    return BsonSlice.of(bson(value));
  }

  private static BsonValue bson(Object value) {
    if (value instanceof BsonValue already) {
      return already;
    } else if (value instanceof Bson document) {
      return BsonCodecs.document(document);
    } else if (value instanceof Date) {
      return new BsonDateTime(ParameterValues.legacyMillis(value));
    } else if (value instanceof Instant instant) {
      return new BsonDateTime(instant.toEpochMilli());
    } else if (value instanceof LocalDate date) {
      return new BsonDateTime(Moments.millis(date));
    } else if (value instanceof LocalTime time) {
      return new BsonDateTime(Moments.millis(time));
    } else if (value instanceof LocalDateTime timestamp) {
      return new BsonDateTime(Moments.millis(timestamp));
    } else if (value instanceof ObjectId id) {
      return new BsonObjectId(id);
    } else if (value instanceof OffsetDateTime offset) {
      return new BsonDateTime(offset.toInstant().toEpochMilli());
    } else if (value instanceof ZonedDateTime zoned) {
      return new BsonDateTime(zoned.toInstant().toEpochMilli());
    } else if (value instanceof Decimal128 decimal) {
      return new BsonDecimal128(decimal);
    }
    return encode(value);
  }

  /** Whatever else the bson library has a class for: binary data of a subtype, the least key. */
  private static BsonValue encode(Object value) {
    if (value.getClass().getPackage().equals(Decimal128.class.getPackage())) {
      return Objects.requireNonNull(BsonCodecs.document(new Document("v", value)).get("v"));
    }
    throw new SqlFailure(
        SqlState.DATATYPE_MISMATCH, "there is no SQL value for a " + value.getClass().getName());
  }
}
