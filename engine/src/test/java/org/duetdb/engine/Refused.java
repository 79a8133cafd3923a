package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duetdb.api.error.DuetException;

/** What refuses, and how. */
final class Refused {
  private Refused() {}

  /** The error that a call ends with, which it must. */
  static DuetException by(ThrowingCallable call) {
    var refusal = catchThrowableOfType(DuetException.class, call);
    assertThat(refusal).as("the refusal").isNotNull();
    return refusal;
  }

  /** MongoDB's number of the error that a call ends with, which it must. */
  static int number(ThrowingCallable call) {
    return by(call).number();
  }
}
