package org.duetdb.engine.unified;

/** A test asks for something that Duet has no counterpart of. */
final class SkippedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SkippedException(String what) {
    super(what);
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
