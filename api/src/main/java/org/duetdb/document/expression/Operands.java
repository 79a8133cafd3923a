package org.duetdb.document.expression;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;

/**
 * What an operator was given.
 *
 * @param operator its name
 * @param raw the operands as written
 * @param names the variables they may name
 */
record Operands(String operator, BsonValue raw, Names names) {
  static final int ANY = Integer.MAX_VALUE;

  /** The operands one by one: the elements of an array, or the one that is no array. */
  List<BsonValue> list() {
    return raw.isArray() ? raw.asArray() : List.of(raw);
  }

  /** The operands compiled, of which there have to be so many. */
  Expression[] between(int least, int most) {
    int count = list().size();
    if (count < least || count > most) {
      throw wrongCount(least, most, count);
    }
    return list().stream().map(this::compile).toArray(Expression[]::new);
  }

  /** The operands by name. */
  BsonDocument named(int refusal) {
    if (!raw.isDocument()) {
      throw DuetException.located(refusal, operator + " only supports an object as its argument");
    }
    return raw.asDocument();
  }

  /** The operands by name, none of which may have another name than these. */
  BsonDocument named(int refusal, int unknown, String... known) {
    BsonDocument named = named(refusal);
    for (String name : named.keySet()) {
      if (!List.of(known).contains(name)) {
        throw DuetException.located(unknown, "Unrecognized argument to " + operator + ": " + name);
      }
    }
    return named;
  }

  /** One of the operands by name, compiled; it has to be there. */
  Expression required(String name, int refusal) {
    return optional(name)
        .orElseThrow(
            () ->
                DuetException.located(refusal, "Missing '" + name + "' parameter to " + operator));
  }

  /** One of the operands by name, compiled. */
  Optional<Expression> optional(String name) {
    return Optional.ofNullable(raw.asDocument().get(name)).map(this::compile);
  }

  Expression compile(BsonValue operand) {
    return ExpressionCompiler.compile(operand, names);
  }

  private DuetException wrongCount(int least, int most, int count) {
    if (least == most) {
      return DuetException.located(
          16020,
          "Expression "
              + operator
              + " takes exactly "
              + least
              + " arguments. "
              + count
              + " were passed in.");
    }
    String limit = most == ANY ? "" : ", and at most " + most;
    return DuetException.located(
        28667,
        "Expression "
            + operator
            + " takes at least "
            + least
            + " arguments"
            + limit
            + ", but "
            + count
            + " were passed in.");
  }
}
