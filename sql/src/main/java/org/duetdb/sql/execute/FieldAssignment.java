package org.duetdb.sql.execute;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of SET: the place in the document, what computes the value, and how it is written.
 */
final class FieldAssignment {
  private static final int MOST_ELEMENTS = 10_000_000;

  private final byte[][] names;
  private final Expression expression;
  private final ValueCodec codec;
  private final Runnable requireNullable;

  /**
   * @param path where the value goes
   * @param expression computes the value, of the type that the codec writes
   * @param requireNullable fails if the place cannot be NULL
   */
  FieldAssignment(
      FieldPath path, Expression expression, ValueCodec codec, Runnable requireNullable) {
    this.names =
        path.components().stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.expression = expression;
    this.codec = codec;
    this.requireNullable = requireNullable;
  }

  int length() {
    return names.length;
  }

  byte[] name(int depth) {
    return names[depth];
  }

  /** The number of the array's element that a part of the path names; -1 if it is none. */
  int index(int depth) {
    int index = 0;
    for (byte digit : names[depth]) {
      if (digit < '0' || digit > '9' || index > MOST_ELEMENTS) {
        return -1;
      }
      index = index * 10 + digit - '0';
    }
    return names[depth].length == 0 ? -1 : index;
  }

  boolean sharesName(FieldAssignment other, int depth) {
    return Arrays.equals(names[depth], other.names[depth]);
  }

  /** The new value, checked. */
  @Nullable Object value(Object input, @Nullable Object[] environment) {
    Object value = expression.value(input, environment);
    if (value == null) {
      requireNullable.run();
    }
    return value;
  }

  void write(BsonSink sink, @Nullable Object value) {
    byte[] name = names[names.length - 1];
    if (value == null) {
      sink.header(ElementType.NULL, name);
    } else {
      codec.write(sink, name, value);
    }
  }
}
