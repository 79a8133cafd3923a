package org.duetdb.document.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;

/** Updates over decoded documents: one path after the other, changing a copy. */
public final class NaiveUpdate {
  /** The update does not fit the document. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** MongoDB's number for the refusal. */
    public final int code;

    Refused(int code) {
      this.code = code;
    }
  }

  private NaiveUpdate() {}

  /** The document after an update whose paths do not touch each other. */
  public static BsonDocument apply(BsonDocument update, BsonDocument document) {
    BsonDocument result = document.clone();
    Map<String, Map.Entry<String, BsonValue>> byPath = new TreeMap<>();
    update.forEach(
        (operator, fields) ->
            fields
                .asDocument()
                .forEach((path, argument) -> byPath.put(path, Map.entry(operator, argument))));
    byPath.forEach(
        (path, change) ->
            atPath(result, List.of(path.split("\\.")), change.getKey(), change.getValue()));
    return result;
  }

  private static void atPath(
      BsonValue container, List<String> path, String operator, BsonValue argument) {
    Optional<BsonValue> found = child(container, path.get(0), operator);
    if (path.size() == 1) {
      Optional<BsonValue> next = change(operator, argument, found);
      if (!next.equals(found)) {
        put(container, path.get(0), next);
      }
      return;
    }
    List<String> rest = path.subList(1, path.size());
    if (found.isPresent()) {
      atPath(found.get(), rest, operator, argument);
      return;
    }
    BsonDocument created = new BsonDocument();
    atPath(created, rest, operator, argument);
    if (!created.isEmpty()) {
      put(container, path.get(0), Optional.of(created));
    }
  }

  private static Optional<BsonValue> child(BsonValue container, String name, String operator) {
    if (container.isDocument()) {
      return Optional.ofNullable(container.asDocument().get(name));
    }
    if (container.isArray() && name.matches("[0-9]+")) {
      int index = Integer.parseInt(name);
      BsonArray array = container.asArray();
      return index < array.size() ? Optional.of(array.get(index)) : Optional.empty();
    }
    if (operator.equals("$unset")) {
      return Optional.empty();
    }
    throw new Refused(28);
  }

  private static void put(BsonValue container, String name, Optional<BsonValue> value) {
    if (container.isArray()) {
      BsonArray array = container.asArray();
      int index = Integer.parseInt(name);
      while (array.size() <= index) {
        array.add(BsonNull.VALUE);
      }
      array.set(index, value.orElse(BsonNull.VALUE));
    } else if (value.isPresent()) {
      container.asDocument().put(name, value.get());
    } else {
      container.asDocument().remove(name);
    }
  }

  private static Optional<BsonValue> change(
      String operator, BsonValue argument, Optional<BsonValue> found) {
    return switch (operator) {
      case "$set" -> Optional.of(argument);
      case "$unset" -> Optional.empty();
      case "$inc" -> Optional.of(add(argument, found));
      case "$min" ->
          found.filter(v -> NaiveOrder.compare(v, argument) <= 0).or(() -> Optional.of(argument));
      case "$max" ->
          found.filter(v -> NaiveOrder.compare(v, argument) >= 0).or(() -> Optional.of(argument));
      case "$push" -> Optional.of(push(argument, found));
      case "$addToSet" -> Optional.of(addToSet(argument, found));
      case "$pop" -> pop(argument, found);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static BsonValue add(BsonValue argument, Optional<BsonValue> found) {
    if (found.isEmpty()) {
      return argument;
    }
    BsonValue value = found.get();
    if (NaiveOrder.bracket(value) != 10) {
      throw new Refused(14);
    }
    if (value.getBsonType() == BsonType.DOUBLE || argument.getBsonType() == BsonType.DOUBLE) {
      return new BsonDouble(value.asNumber().doubleValue() + argument.asNumber().doubleValue());
    }
    BigInteger sum =
        NaiveOrder.decimal(value).add(NaiveOrder.decimal(argument)).toBigIntegerExact();
    if (sum.bitLength() > 63) {
      throw new Refused(2);
    }
    boolean wide = value.isInt64() || argument.isInt64() || sum.bitLength() > 31;
    return wide ? new BsonInt64(sum.longValue()) : new BsonInt32(sum.intValue());
  }

  private static BsonArray array(Optional<BsonValue> found, int code) {
    if (found.isPresent() && !found.get().isArray()) {
      throw new Refused(code);
    }
    return found.map(value -> value.asArray().clone()).orElseGet(BsonArray::new);
  }

  private static BsonValue push(BsonValue argument, Optional<BsonValue> found) {
    BsonArray array = array(found, 2);
    array.add(argument);
    return array;
  }

  private static BsonValue addToSet(BsonValue argument, Optional<BsonValue> found) {
    BsonArray array = array(found, 2);
    if (array.stream().noneMatch(element -> NaiveOrder.compare(element, argument) == 0)) {
      array.add(argument);
    }
    return array;
  }

  private static Optional<BsonValue> pop(BsonValue argument, Optional<BsonValue> found) {
    if (found.isEmpty()) {
      return found;
    }
    List<BsonValue> values = new ArrayList<>(array(found, 14));
    if (!values.isEmpty()) {
      values.remove(argument.asInt32().getValue() < 0 ? 0 : values.size() - 1);
    }
    return Optional.of(new BsonArray(values));
  }
}
