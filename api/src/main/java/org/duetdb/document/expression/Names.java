package org.duetdb.document.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;

/** The variables that an expression may name where it stands. Immutable. */
public final class Names {
  /** No variables but the built-in ones. */
  public static final Names NONE = new Names(Map.of(), Map.of(), 0);

  private final Map<String, Integer> places;
  private final Map<String, BsonSlice> constants;
  private final int depth;

  private Names(Map<String, Integer> places, Map<String, BsonSlice> constants, int depth) {
    this.places = places;
    this.constants = constants;
    this.depth = depth;
  }

  /**
   * Variables with values that are known before anything is evaluated: the {@code let} of a
   * statement.
   */
  public static Names ofConstants(BsonDocument let) {
    Map<String, BsonSlice> constants = new HashMap<>();
    let.forEach((name, value) -> constants.put(name, BsonSlice.of(value)));
    return NONE.withConstants(constants);
  }

  /** These names and more with values that are known before anything is evaluated. */
  public Names withConstants(Map<String, BsonSlice> more) {
    more.keySet().forEach(Names::checkName);
    Map<String, BsonSlice> all = new HashMap<>(constants);
    all.putAll(more);
    return new Names(places, all, depth);
  }

  /** These names and one more, whose value will be bound at {@link #place}. */
  Names with(String name) {
    Map<String, Integer> more = new HashMap<>(places);
    // A name that hides another has a place of its own, so that the outer one survives.
    more.put(name, depth);
    return new Names(more, constants, depth + 1);
  }

  /** Where a variable's value is bound in the scope. */
  Optional<Integer> place(String name) {
    return Optional.ofNullable(places.get(name));
  }

  /** The value of a variable that is a constant. */
  Optional<BsonSlice> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** Refuses a name that a user's variable cannot have. */
  static void checkName(String name) {
    if (name.isEmpty()) {
      throw DuetException.located(16866, "empty variable names are not allowed");
    }
    char first = name.charAt(0);
    if (!Character.isLowerCase(first) && first < 0x80) {
      throw DuetException.located(
          16867, "'" + name + "' starts with an invalid character for a user variable name");
    }
    for (char c : name.toCharArray()) {
      if (c < 0x80 && !Character.isLetterOrDigit(c) && c != '_') {
        throw DuetException.located(
            16868, "'" + name + "' contains an invalid character for a variable name: '" + c + "'");
      }
    }
  }
}
