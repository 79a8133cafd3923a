package org.duetdb.document.model;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;

/** The order of values, over decoded values, for the types that the generator makes. */
final class NaiveOrder {
  private NaiveOrder() {}

  static int compare(BsonValue left, BsonValue right) {
    int order = Integer.compare(bracket(left), bracket(right));
    return order != 0 ? order : compareSame(left, right);
  }

  static int bracket(BsonValue value) {
    return switch (value.getBsonType()) {
      case MIN_KEY -> -1;
      case NULL -> 5;
      case INT32, INT64, DOUBLE, DECIMAL128 -> 10;
      case STRING -> 15;
      case DOCUMENT -> 20;
      case ARRAY -> 25;
      case BOOLEAN -> 40;
      case DATE_TIME -> 45;
      case MAX_KEY -> 127;
      default -> throw new IllegalArgumentException("not generated: " + value);
    };
  }

  private static int compareSame(BsonValue left, BsonValue right) {
    return switch (left.getBsonType()) {
      case INT32, INT64, DOUBLE, DECIMAL128 -> compareNumbers(left, right);
      case STRING -> left.asString().getValue().compareTo(right.asString().getValue());
      case BOOLEAN -> Boolean.compare(left.asBoolean().getValue(), right.asBoolean().getValue());
      case DATE_TIME -> Long.compare(left.asDateTime().getValue(), right.asDateTime().getValue());
      case ARRAY -> compareArrays(left.asArray(), right.asArray());
      case DOCUMENT -> compareDocuments(left.asDocument(), right.asDocument());
      default -> 0;
    };
  }

  private static int compareNumbers(BsonValue left, BsonValue right) {
    boolean leftNaN = isNaN(left);
    boolean rightNaN = isNaN(right);
    return leftNaN || rightNaN
        ? Boolean.compare(!leftNaN, !rightNaN)
        : decimal(left).compareTo(decimal(right));
  }

  static boolean isNaN(BsonValue value) {
    return value.getBsonType() == BsonType.DOUBLE && Double.isNaN(value.asDouble().getValue());
  }

  static BigDecimal decimal(BsonValue value) {
    return switch (value.getBsonType()) {
      case INT32 -> BigDecimal.valueOf(value.asInt32().getValue());
      case INT64 -> BigDecimal.valueOf(value.asInt64().getValue());
      case DOUBLE -> new BigDecimal(value.asDouble().getValue());
      default -> value.asDecimal128().getValue().bigDecimalValue();
    };
  }

  private static int compareArrays(List<BsonValue> left, List<BsonValue> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareDocuments(BsonDocument left, BsonDocument right) {
    Iterator<Map.Entry<String, BsonValue>> others = right.entrySet().iterator();
    for (Map.Entry<String, BsonValue> entry : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, BsonValue> other = others.next();
      int order = Integer.compare(bracket(entry.getValue()), bracket(other.getValue()));
      order = order != 0 ? order : entry.getKey().compareTo(other.getKey());
      order = order != 0 ? order : compare(entry.getValue(), other.getValue());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }
}
