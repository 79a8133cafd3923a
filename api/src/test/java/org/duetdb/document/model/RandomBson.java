package org.duetdb.document.model;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** Random documents, filters and updates over few names and few values, so that they often meet. */
public final class RandomBson {
  private static final List<String> NAMES = List.of("a", "b", "c", "0", "1");
  private static final List<String> COMPARISONS =
      List.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte");

  private final RandomGenerator random;
  private final boolean withDecimals;

  public RandomBson(RandomGenerator random, boolean withDecimals) {
    this.random = random;
    this.withDecimals = withDecimals;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A document with an {@code _id}. */
  public BsonDocument document() {
    BsonDocument document = new BsonDocument("_id", new BsonInt32(1));
    document.putAll(fields(3));
    return document;
  }

  private BsonDocument fields(int depth) {
    BsonDocument document = new BsonDocument();
    for (int i = random.nextInt(4); i > 0; i--) {
      document.put(pick(NAMES), value(depth - 1));
    }
    return document;
  }

  /** A value with at most so many levels. */
  public BsonValue value(int depth) {
    int kind = random.nextInt(depth > 0 ? 14 : 10);
    return kind < 10 ? scalar(kind) : kind < 12 ? fields(depth) : array(depth);
  }

  private BsonArray array(int depth) {
    BsonArray array = new BsonArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(depth - 1));
    }
    return array;
  }

  private BsonValue scalar(int kind) {
    int small = random.nextInt(4);
    return switch (kind) {
      case 0, 1, 2 -> new BsonInt32(small);
      case 3 -> new BsonInt64(small == 3 ? Long.MAX_VALUE - random.nextInt(3) : small);
      case 4 -> new BsonDouble(pick(List.of(0.0, -0.0, 1.0, 1.5, 0x1p63, Double.NaN)));
      case 5, 6 -> new BsonString(pick(List.of("", "x", "xy", "y")));
      case 7 -> BsonNull.VALUE;
      case 8 -> small < 2 ? BsonBoolean.valueOf(small == 0) : new BsonDateTime(small);
      default -> rare(small);
    };
  }

  private BsonValue rare(int small) {
    if (small == 0) {
      return new BsonMinKey();
    }
    if (small == 1) {
      return new BsonMaxKey();
    }
    return withDecimals
        ? new BsonDecimal128(Decimal128.parse(pick(List.of("1", "1.50", "2E0", "0.1"))))
        : new BsonInt32(Integer.MAX_VALUE);
  }

  private String path() {
    StringBuilder path = new StringBuilder(pick(NAMES));
    for (int i = random.nextInt(3); i > 0; i--) {
      path.append('.').append(pick(NAMES));
    }
    return path.toString();
  }

  /** A filter with at most so many levels of logic. */
  public BsonDocument filter(int depth) {
    BsonDocument filter = new BsonDocument();
    for (int i = random.nextInt(2) + 1; i > 0; i--) {
      if (depth > 0 && random.nextInt(4) == 0) {
        BsonArray branches = new BsonArray(List.of(filter(depth - 1), filter(depth - 1)));
        filter.put(pick(List.of("$and", "$or", "$nor")), branches);
      } else {
        filter.put(path(), condition());
      }
    }
    return filter;
  }

  private BsonValue condition() {
    if (random.nextInt(3) == 0) {
      return value(2);
    }
    BsonDocument condition = new BsonDocument();
    operator(condition);
    if (random.nextInt(3) == 0) {
      operator(condition);
    }
    return condition;
  }

  private void operator(BsonDocument condition) {
    switch (random.nextInt(10)) {
      case 0 -> condition.put(pick(List.of("$in", "$nin", "$all")), array(2));
      case 1 -> condition.put("$exists", BsonBoolean.valueOf(random.nextBoolean()));
      case 2 -> condition.put("$size", new BsonInt32(random.nextInt(3)));
      case 3 -> condition.put("$not", new BsonDocument(pick(COMPARISONS.subList(2, 6)), ordered()));
      case 4 -> condition.put("$elemMatch", elemMatch());
      case 5 -> condition.put("$type", new BsonInt32(pick(List.of(1, 2, 3, 4, 10, 16, 18))));
      case 6 ->
          condition.put(
              "$mod", new BsonArray(List.of(new BsonInt32(2), new BsonInt32(random.nextInt(2)))));
      default -> condition.put(pick(COMPARISONS), ordered());
    }
  }

  private BsonDocument elemMatch() {
    return random.nextBoolean()
        ? filter(0)
        : new BsonDocument(pick(List.of("$gt", "$lte", "$eq")), ordered());
  }

  /**
   * A value that every comparison takes; the edges of the order have rules of their own elsewhere.
   */
  private BsonValue ordered() {
    BsonValue value = value(1);
    return value instanceof BsonMinKey || value instanceof BsonMaxKey ? new BsonInt32(1) : value;
  }

  /** An update of one or two paths, which may touch each other. */
  public BsonDocument update() {
    BsonDocument update = new BsonDocument();
    for (int i = random.nextInt(2) + 1; i > 0; i--) {
      switch (random.nextInt(8)) {
        case 0, 1 -> add(update, "$set", () -> value(2));
        case 2 -> add(update, "$unset", () -> new BsonInt32(1));
        case 3, 4 -> add(update, "$inc", this::number);
        case 5 -> add(update, pick(List.of("$min", "$max")), () -> value(1));
        case 6 -> add(update, pick(List.of("$push", "$addToSet")), () -> value(1));
        default -> add(update, "$pop", () -> new BsonInt32(random.nextBoolean() ? 1 : -1));
      }
    }
    return update;
  }

  private BsonValue number() {
    return switch (random.nextInt(4)) {
      case 0 -> new BsonInt64(random.nextInt(3));
      case 1 -> new BsonDouble(random.nextInt(3) / 2.0);
      default -> new BsonInt32(random.nextInt(3));
    };
  }

  private void add(BsonDocument update, String operator, Supplier<BsonValue> argument) {
    BsonDocument fields = update.getDocument(operator, new BsonDocument());
    fields.put(path(), argument.get());
    update.put(operator, fields);
  }
}
