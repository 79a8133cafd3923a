package org.duetdb.document.expression;

import java.time.Instant;
import java.util.Arrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;

/**
 * What an expression can refer to while it is evaluated for one document: the document, the
 * parameters of the statement, and the variables that surrounding expressions have bound. For one
 * evaluation and one thread.
 */
public final class Scope {
  private static final BsonSlice[] NO_VARIABLES = {};

  private final BsonSlice root;
  private final Object[] parameters;
  private BsonSlice[] variables = NO_VARIABLES;

  private Scope(BsonSlice root, Object[] parameters) {
    this.root = root;
    this.parameters = parameters;
  }

  /** A scope for a document. An expression that uses the time finds it as the first parameter. */
  public static Scope of(byte[] document, Object[] parameters) {
    return new Scope(BsonSlice.ofDocument(document), parameters);
  }

  /** The bytes of the document. */
  public byte[] document() {
    return root.bytes();
  }

  /** The document. */
  BsonSlice root() {
    return root;
  }

  /** The time of the statement. */
  Instant now() {
    if (parameters.length > 0 && parameters[0] instanceof Instant now) {
      return now;
    }
    throw DuetException.located(51144, "Builtin variable '$$NOW' is not available");
  }

  /** The value of a variable, by the place that the compiler gave it. */
  BsonSlice variable(int place) {
    return variables[place];
  }

  /** Binds a variable. */
  void bind(int place, BsonSlice value) {
    if (place >= variables.length) {
      int from = variables.length;
      variables = Arrays.copyOf(variables, place + 4);
      Arrays.fill(variables, from, variables.length, BsonSlice.MISSING);
    }
    variables[place] = value;
  }
}
