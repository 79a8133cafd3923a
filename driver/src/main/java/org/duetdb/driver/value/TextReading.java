package org.duetdb.driver.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.codecs.BsonValueCodecProvider;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.DocumentCodecProvider;
import org.bson.codecs.IterableCodecProvider;
import org.bson.codecs.MapCodecProvider;
import org.bson.codecs.ValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.jsr310.Jsr310CodecProvider;

/**
 * Writes any value as text: what {@code getString} answers. Dates and times are as SQL's literals
 * write them, nested values are JSON, bytes are hexadecimal digits.
 */
public final class TextReading {
  /** Knows every class that a nested value of a result may have. */
  static final CodecRegistry CODECS =
      CodecRegistries.withUuidRepresentation(
          CodecRegistries.fromProviders(
              new ValueCodecProvider(),
              new BsonValueCodecProvider(),
              new Jsr310CodecProvider(),
              new DocumentCodecProvider(),
              new IterableCodecProvider(),
              new MapCodecProvider()),
          UuidRepresentation.STANDARD);

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private static final DocumentCodec DOCUMENTS = new DocumentCodec(CODECS);

  private TextReading() {}

  /** The value as text. */
  public static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof LocalTime time) {
      return TIME.format(time);
    }
    if (value instanceof LocalDateTime moment) {
      return moment.toLocalDate() + " " + TIME.format(moment.toLocalTime());
    }
    if (value instanceof Instant instant) {
      return text(instant.atOffset(ZoneOffset.UTC).toLocalDateTime()) + "+00:00";
    }
    return value instanceof Map || value instanceof List ? json(value) : value.toString();
  }

  /** A nested value as relaxed extended JSON. */
  static String json(Object value) {
    if (value instanceof Document document) {
      return document.toJson(DOCUMENTS);
    }
    if (value instanceof Map<?, ?> map) {
      var document = new Document();
      map.forEach((key, member) -> document.append(String.valueOf(key), member));
      return json(document);
    }
    String wrapped = json(new Document("v", value)); // because only documents can be written
    return wrapped.substring("{\"v\": ".length(), wrapped.length() - 1);
  }
}
