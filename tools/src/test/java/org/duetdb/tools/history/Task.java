package org.duetdb.tools.history;

import java.util.List;

/**
 * What a session does in one step, with a text form for schedules: {@code begin wait}, {@code
 * append la 7}, {@code group 1}, {@code range ra rc}. Tasks outside of {@code begin} and {@code
 * commit} are transactions of their own.
 */
record Task(Verb verb, String key, String argument) {
  enum Verb {
    /** With a conflict policy, or {@code default}. */
    BEGIN,
    COMMIT,
    ABORT,
    READ,
    /** A read for update. */
    LOCK,
    APPEND,
    WRITE,
    /** A write behind a savepoint, which is gone back to. */
    UNDO,
    GROUP,
    RANGE
  }

  static Task of(Verb verb, Object... arguments) {
    return new Task(
        verb,
        arguments.length > 0 ? arguments[0].toString() : "",
        arguments.length > 1 ? arguments[1].toString() : "");
  }

  static Task parse(String text) {
    var words = List.of(text.split(" "));
    return new Task(
        Verb.valueOf(words.get(0)),
        words.size() > 1 ? words.get(1) : "",
        words.size() > 2 ? words.get(2) : "");
  }

  int value() {
    return Integer.parseInt(argument);
  }

  Condition condition() {
    return verb == Verb.GROUP
        ? new Condition.Group(Integer.parseInt(key))
        : new Condition.Range(key, argument);
  }

  @Override
  public String toString() {
    return (verb + " " + key + " " + argument).strip();
  }
}
