package org.duetdb.tools.history;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.duetdb.api.IsolationLevel;
import org.duetdb.tools.history.Task.Verb;

/** Transactions by chance. Values count up, so that none is written twice. */
final class RandomTasks {
  private static final int MOST_OPERATIONS = 4;

  private final Keys keys;
  private final IsolationLevel level;
  private final RandomGenerator random;
  private final int stride;
  private int value;

  /**
   * Values are {@code first}, {@code first + stride} and so on, so that several sources can go
   * together.
   */
  RandomTasks(Keys keys, IsolationLevel level, RandomGenerator random, int first, int stride) {
    this.keys = keys;
    this.level = level;
    this.random = random;
    this.value = first;
    this.stride = stride;
  }

  /**
   * A transaction, or something outside of one, step by step; a step is one task, and the first one
   * of a transaction has its beginning too, because nothing depends on when that is. At
   * SERIALIZABLE everything is in a transaction, because only these are protected from each other.
   */
  List<String> next(boolean documents) {
    if (level != IsolationLevel.SERIALIZABLE && random.nextInt(6) == 0) {
      return List.of(alone(documents).toString());
    }
    var steps = new ArrayList<String>();
    var begin = Task.of(Verb.BEGIN, random.nextInt(3) == 0 ? "wait" : "default");
    steps.add(begin + ";" + operation(documents));
    int more = random.nextInt(MOST_OPERATIONS);
    for (int i = 0; i < more; i++) {
      steps.add(operation(documents).toString());
    }
    steps.add(Task.of(random.nextInt(10) == 0 ? Verb.ABORT : Verb.COMMIT).toString());
    return steps;
  }

  private Task alone(boolean documents) {
    var task = operation(documents);
    // SQL learns a register's version by a second statement.
    boolean several = task.verb() == Verb.UNDO || (task.verb() == Verb.WRITE && !documents);
    return several ? Task.of(Verb.READ, task.key()) : task;
  }

  private Task operation(boolean documents) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> Task.of(Verb.READ, readable(documents));
      case 2, 3 -> Task.of(Verb.READ, oneOf(keys.registers()));
      case 4 -> Task.of(Verb.LOCK, readable(documents));
      case 5, 6 -> Task.of(Verb.APPEND, oneOf(documents ? keys.arrays() : keys.texts()), next());
      case 7, 8 -> Task.of(Verb.WRITE, oneOf(keys.registers()), next());
      case 9 ->
          documents
              ? Task.of(Verb.WRITE, oneOf(keys.registers()), next())
              : Task.of(Verb.UNDO, oneOf(keys.registers()), next());
      case 10 -> Task.of(Verb.GROUP, random.nextInt(Keys.GROUPS));
      default -> range();
    };
  }

  private Task range() {
    int from = random.nextInt(keys.registers().size());
    int to = Math.min(keys.registers().size() - 1, from + random.nextInt(3));
    return Task.of(Verb.RANGE, keys.registers().get(from), keys.registers().get(to));
  }

  private String readable(boolean documents) {
    return oneOf(documents && random.nextBoolean() ? keys.arrays() : keys.texts());
  }

  private String oneOf(List<String> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  private int next() {
    value += stride;
    return value;
  }
}
