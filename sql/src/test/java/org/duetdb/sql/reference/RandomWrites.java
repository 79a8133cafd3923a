package org.duetdb.sql.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Statements by chance. */
final class RandomWrites {
  /** Keys are 1 and so on, up to this one. */
  static final int KEYS = 4;

  private static final List<Table> CHILDREN =
      Stream.of(Table.values()).filter(table -> table.parent().isPresent()).toList();

  private static final List<Write.Kind> KINDS =
      List.of(
          Write.Kind.INSERT,
          Write.Kind.INSERT,
          Write.Kind.INSERT_TWO,
          Write.Kind.UPSERT,
          Write.Kind.SET,
          Write.Kind.SET,
          Write.Kind.SET_ALL,
          Write.Kind.MOVE,
          Write.Kind.DELETE,
          Write.Kind.DELETE_TWO,
          Write.Kind.DELETE_ALL);

  private final Table favourite;
  private final Random random;

  /**
   * Statements by chance.
   *
   * @param favourite the table that most of them write, or whose parents they write
   */
  RandomWrites(Table favourite, Random random) {
    this.favourite = favourite;
    this.random = random;
  }

  static Table child(Random random) {
    return CHILDREN.get(random.nextInt(CHILDREN.size()));
  }

  /** A statement that mostly finds something to do in this state. */
  Write next(Family state) {
    var kind = KINDS.get(random.nextInt(KINDS.size()));
    var table = random.nextInt(8) == 0 ? child(random) : favourite;
    if (isOfParents(kind)) {
      table = table.parent().orElseThrow();
    }
    List<Integer> numbers = new ArrayList<>();
    for (int mark = 0; mark < kind.marks(); mark++) {
      numbers.add(
          kind.isReference(mark) ? reference(table, state) : key(state.of(table), kind, mark));
    }
    return new Write(kind, table, numbers);
  }

  /** A table that most locks are for, too. */
  Table next() {
    return random.nextBoolean() ? favourite : favourite.parent().orElseThrow();
  }

  private int reference(Table table, Family state) {
    var parent = table.parent();
    return parent.isEmpty() || random.nextInt(10) == 0
        ? Table.NOBODY
        : one(state.of(parent.get()).keySet());
  }

  private int key(Map<Integer, Integer> rows, Write.Kind kind, int mark) {
    if (!kind.isNewKey(mark)) {
      return one(rows.keySet());
    }
    return one(IntStream.rangeClosed(1, KEYS).boxed().filter(id -> !rows.containsKey(id)).toList());
  }

  /** One of these, or sometimes any other. */
  private int one(Collection<Integer> keys) {
    return keys.isEmpty() || random.nextInt(6) == 0
        ? 1 + random.nextInt(KEYS)
        : List.copyOf(keys).get(random.nextInt(keys.size()));
  }

  private boolean isOfParents(Write.Kind kind) {
    return switch (kind) {
      case INSERT_TWO, SET, SET_ALL, DELETE_ALL -> false;
      case MOVE -> true;
      case INSERT, UPSERT, DELETE, DELETE_TWO -> random.nextBoolean();
    };
  }
}
