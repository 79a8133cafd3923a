package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.type;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDouble;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * The argument of {@code $type}: a set of types, given by their names, their numbers or {@code
 * "number"}.
 */
final class TypeSet implements ValueTest {
  private static final Map<String, Byte> BY_NAME = new HashMap<>();
  private static final BitSet KNOWN = new BitSet();

  static {
    for (BsonType type : BsonType.values()) {
      byte code = (byte) type.getValue();
      if (code != ElementType.MISSING) {
        BY_NAME.put(ElementType.nameOf(code), code);
        KNOWN.set(code & 0xFF);
      }
    }
  }

  private final BitSet types = new BitSet();

  private TypeSet() {}

  static TypeSet parse(String field, BsonValue argument) {
    TypeSet set = new TypeSet();
    List<BsonValue> named = argument.isArray() ? argument.asArray() : List.of(argument);
    named.forEach(set::add);
    if (set.types.isEmpty()) {
      throw new DuetException(ErrorCode.FAILED_TO_PARSE, field + " must match at least one type");
    }
    return set;
  }

  @Override
  public boolean test(byte[] bytes, long slot) {
    return types.get(type(slot) & 0xFF);
  }

  private void add(BsonValue named) {
    if (named.isString()) {
      addName(named.asString().getValue());
    } else if (named.isNumber() || named.isDecimal128()) {
      addNumber(Numbers.doubleValue(named));
    } else {
      throw new DuetException(
          ErrorCode.TYPE_MISMATCH, "type must be represented as a number or a string");
    }
  }

  private void addName(String name) {
    if (name.equals("number")) {
      types.set(ElementType.INT32);
      types.set(ElementType.INT64);
      types.set(ElementType.DOUBLE);
      types.set(ElementType.DECIMAL128);
      return;
    }
    if (name.equals("missing")) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "'missing' is not a legal type name. To query for non-existence of a field, use"
              + " {$exists:false}.");
    }
    Byte type = BY_NAME.get(name);
    if (type == null) {
      throw new DuetException(ErrorCode.BAD_VALUE, "Unknown type name alias: " + name);
    }
    types.set(type & 0xFF);
  }

  private void addNumber(double number) {
    boolean whole = number == Math.rint(number);
    int code = number == -1 ? 0xFF : (int) number;
    if (!whole || code <= 0 || !KNOWN.get(code)) {
      String advice = number == 0 ? ". Instead use {$exists:false}." : "";
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "Invalid numerical type code: " + Numbers.plain(new BsonDouble(number)) + advice);
    }
    types.set(code);
  }
}
