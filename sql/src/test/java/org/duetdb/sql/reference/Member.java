package org.duetdb.sql.reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.time.VirtualTime;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlRows;
import org.duetdb.sql.SqlSession;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlStates;
import org.duetdb.sql.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A session that does what a seed says. What a statement does is compared with the naive model
 * wherever the statement sees the newest state; what a transaction has done is told to the model
 * when it commits.
 */
final class Member {
  private static final int MOST_TRANSACTIONS = 4;
  private static final int MOST_STEPS = 6;
  private static final int LONGEST_PAUSE = 30;
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final String[] LOCKS = {
    "FOR UPDATE",
    "FOR SHARE",
    "FOR UPDATE NOWAIT",
    "FOR SHARE NOWAIT",
    "FOR UPDATE SKIP LOCKED",
    "FOR NO KEY UPDATE",
    "FOR KEY SHARE",
    "FOR UPDATE WAIT 1"
  };

  private static final List<IsolationLevel> LEVELS = List.of(IsolationLevel.values());

  private final String name;
  private final KeyHistory history;
  private final SqlSession session;
  private final VirtualTime time;
  private final RandomWrites writes;
  private final Random random;
  private final List<Done> done = new ArrayList<>();
  private final List<Integer> savepoints = new ArrayList<>();
  private boolean impatient;
  private boolean fails;
  private boolean cancelled;

  Member(
      String name,
      KeyHistory history,
      SqlSession session,
      VirtualTime time,
      Table favourite,
      Random random) {
    this.name = name;
    this.history = history;
    this.session = session;
    this.time = time;
    this.random = random;
    this.writes = new RandomWrites(favourite, random);
  }

  /**
   * A statement that has succeeded.
   *
   * @param found the rows that it has found, or made
   */
  record Done(Write write, List<Integer> found) {}

  void run() {
    int transactions = 1 + random.nextInt(MOST_TRANSACTIONS);
    for (int i = 0; i < transactions; i++) {
      settings();
      if (random.nextInt(4) == 0) {
        step();
        history.committed(done);
        done.clear();
      } else {
        transaction();
      }
    }
    session.close();
  }

  private void settings() {
    impatient = random.nextInt(6) == 0;
    fails = random.nextInt(8) == 0;
    boolean waits = random.nextInt(3) == 0;
    session.variable("lock_timeout", impatient ? PATIENCE.toMillis() + "ms" : "0");
    session.variable("conflict_policy", fails ? "fail" : waits ? "wait" : "default");
    boolean waitsByDefault = random.nextBoolean();
    session.isolation(
        waitsByDefault ? IsolationLevel.READ_COMMITTED : LEVELS.get(random.nextInt(LEVELS.size())));
  }

  private void transaction() {
    session.begin();
    note("BEGIN " + session.isolation() + " " + session.variables());
    int steps = 2 + random.nextInt(MOST_STEPS);
    for (int i = 0; i < steps && isAlive(); i++) {
      step();
      pause();
    }
    if (isAlive() && random.nextInt(4) > 0) {
      commit();
    } else {
      note("ROLLBACK");
      session.rollback();
    }
    done.clear();
    savepoints.clear();
  }

  private boolean isAlive() {
    return session.transactionStatus() == TransactionStatus.OPEN;
  }

  private void commit() {
    try {
      session.commit();
      note("COMMIT");
      history.committed(done);
    } catch (RuntimeException failure) {
      failed("COMMIT", failure);
      if (SqlStates.of(failure) != SqlState.SERIALIZATION_FAILURE
          || session.isolation() != IsolationLevel.SERIALIZABLE) {
        throw failure;
      }
      session.rollback();
    }
  }

  private void pause() {
    if (random.nextInt(8) > 0) {
      time.yieldBaton();
      return;
    }
    try {
      time.sleep(Duration.ofMillis(random.nextInt(LONGEST_PAUSE)));
    } catch (InterruptedException hang) {
      throw new AssertionError(hang);
    }
  }

  private void step() {
    int dice = random.nextInt(20);
    if (dice < 12) {
      write(writes.next(history.state()));
    } else if (dice < 14) {
      lock();
    } else if (dice < 16) {
      compare();
    } else if (dice < 17) {
      note("cancels another");
      history.cancelOne(random);
    } else if (isAlive()) {
      savepoint();
    }
  }

  private void savepoint() {
    if (savepoints.isEmpty() || random.nextInt(2) == 0) {
      session.savepoint("s" + savepoints.size());
      savepoints.add(done.size());
    } else {
      int which = random.nextInt(savepoints.size());
      session.rollbackTo("s" + which);
      note("ROLLBACK TO s" + which);
      done.subList(savepoints.get(which), done.size()).clear();
      savepoints.subList(which + 1, savepoints.size()).clear();
    }
  }

  private void lock() {
    var text =
        "SELECT id FROM "
            + writes.next().sqlName()
            + " WHERE id = "
            + (1 + random.nextInt(RandomWrites.KEYS))
            + " "
            + LOCKS[random.nextInt(LOCKS.length)];
    try {
      execute(text, ExecutionOptions.DEFAULT);
      note(text);
    } catch (RuntimeException failure) {
      failed(text, failure);
      judge(failure, text);
    }
  }

  /** Whether what the next statement sees is the newest state. */
  private boolean seesNewest() {
    return !isAlive() || session.isolation() == IsolationLevel.READ_COMMITTED;
  }

  private Family view() {
    var view = history.state().copy();
    for (var one : done) {
      KeyHistory.apply(view, one);
    }
    return view;
  }

  /** Reads a table and compares it with the model. */
  private void compare() {
    if (!seesNewest()) {
      return;
    }
    for (Table table : Table.values()) {
      var read = new TreeMap<Integer, Integer>();
      try (var rows =
          (SqlRows)
              session
                  .prepare("SELECT id, pid FROM " + table.sqlName())
                  .execute(new Object[0], ExecutionOptions.DEFAULT)) {
        while (rows.next()) {
          Object parent = rows.value(1);
          read.put((Integer) rows.value(0), parent == null ? Table.NOBODY : (Integer) parent);
        }
      }
      if (!read.equals(view().of(table))) {
        throw new AssertionError(name + " sees " + read + " in " + table + ", not " + view());
      }
    }
  }

  private void write(Write write) {
    var options =
        random.nextInt(6) == 0
            ? ExecutionOptions.DEFAULT.withTimeout(PATIENCE.dividedBy(2))
            : ExecutionOptions.DEFAULT;
    boolean newest = seesNewest();
    try {
      var found = execute(write, options);
      note(write + " -> " + found);
      if (newest) {
        expectSuccess(write, found);
      }
      done.add(new Done(write, found));
    } catch (RuntimeException failure) {
      failed(write.toString(), failure);
      var state = SqlStates.of(failure);
      if (state == SqlState.FOREIGN_KEY_VIOLATION || state == SqlState.UNIQUE_VIOLATION) {
        if (newest) {
          expectRefusal(write, state);
        }
      } else if (state != SqlState.QUERY_CANCELED || options == ExecutionOptions.DEFAULT) {
        judge(failure, write.toString());
      }
    } finally {
      cancelled = false;
    }
  }

  private void expectSuccess(Write write, List<Integer> found) {
    var view = view();
    var expected = view.affected(write);
    if (!expected.equals(found)) {
      throw new AssertionError(write + " found " + found + ", not " + expected + " of " + view);
    }
    KeyHistory.apply(view, new Done(write, found));
  }

  private void expectRefusal(Write write, SqlState state) {
    var view = view();
    try {
      view.apply(write, view.affected(write));
    } catch (Family.Refused refused) {
      if (refused.state() == state) {
        return;
      }
    }
    throw new AssertionError(write + " was refused with " + state + " though there is " + view());
  }

  /** Throws a failure again that the member has given no occasion for. */
  private void judge(RuntimeException failure, String text) {
    boolean open = session.transactionStatus() != TransactionStatus.NONE;
    boolean above = open && session.isolation() != IsolationLevel.READ_COMMITTED;
    boolean expected =
        switch (SqlStates.of(failure)) {
          case SERIALIZATION_FAILURE -> fails || above;
          case DEADLOCK -> open;
          case LOCK_NOT_AVAILABLE -> impatient || text.contains("WAIT");
          case QUERY_CANCELED -> cancelled;
          default -> false;
        };
    boolean dead = session.transactionStatus() == TransactionStatus.FAILED;
    boolean ends = SqlStates.of(failure).code().startsWith("40");
    if (!expected || dead != (open && ends)) {
      throw new AssertionError(name + ": " + text, failure);
    }
  }

  private List<Integer> execute(Write write, ExecutionOptions options) {
    var returned = execute(write.sql(), options, write.parameters());
    if (returned.size() == 1 && returned.get(0) < 0) {
      return -1 - returned.get(0) > 0 ? write.keys() : List.of();
    }
    return returned.stream().sorted().toList();
  }

  /** The first column of what is returned; for a count, one negative number: -1 is none. */
  private List<Integer> execute(
      String sql, ExecutionOptions options, @Nullable Object... parameters) {
    var result = session.prepare(sql).execute(parameters, options);
    if (result instanceof SqlCount count) {
      return List.of(-1 - (int) count.count());
    }
    var values = new ArrayList<Integer>();
    try (var rows = (SqlRows) result) {
      while (rows.next()) {
        values.add((Integer) rows.value(0));
      }
    }
    return values;
  }

  /** Ends the statement that it runs, if any. */
  void cancel() {
    cancelled = true;
    session.cancel();
  }

  private void failed(String what, RuntimeException failure) {
    note(what + " -> " + failure);
    history.count(SqlStates.of(failure));
  }

  private void note(String what) {
    history.note(name + ": " + what);
  }
}
