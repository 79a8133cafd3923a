package org.duetdb.tools.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duetdb.api.error.DuetException;
import org.duetdb.tools.history.History.Read;
import org.duetdb.tools.history.History.Status;
import org.duetdb.tools.history.History.Write;
import org.duetdb.tools.run.Client;
import org.duetdb.tools.run.Failure;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.schedule.Script;

/**
 * Does tasks in a language and notes what comes of them. After an error that ends a transaction the
 * rest of its tasks do nothing.
 */
final class HistoryClient implements Client {
  /** A write conflict or a transaction that was aborted; a duplicate key. Nothing else may come. */
  private static final Set<Integer> REGULAR = Set.of(112, 251, 11000);

  private final Keys keys;
  private final String name;
  private final Language language;
  private HistoryLog log;
  private Optional<HistoryLog.Entry> open = Optional.empty();
  private boolean dead;

  HistoryClient(Keys keys, String name, Language language, HistoryLog log) {
    this.keys = keys;
    this.name = name;
    this.language = language;
    this.log = log;
  }

  Language language() {
    return language;
  }

  /** From now on what happens belongs to another history. */
  void log(HistoryLog next) {
    log = next;
  }

  @Override
  public Optional<String> text(Script script) {
    return script.sql();
  }

  @Override
  public Outcome perform(Script script) {
    return perform(script.sql().orElseThrow());
  }

  /** Does tasks that are separated by semicolons. */
  Outcome perform(String tasks) {
    Outcome outcome = new Outcome.Done(List.of());
    for (var task : tasks.split(";", -1)) {
      outcome = perform(Task.parse(task));
    }
    return outcome;
  }

  private Outcome perform(Task task) {
    return switch (task.verb()) {
      case BEGIN -> attempt(() -> begin(task.key()));
      case COMMIT -> commit();
      case ABORT -> abort();
      default -> dead ? new Outcome.Done(List.of()) : operate(task);
    };
  }

  private void begin(String policy) throws SQLException {
    open = Optional.of(log.begin(name));
    language.begin(policy);
  }

  private Outcome commit() {
    if (dead) {
      return abort();
    }
    var entry = open.orElseThrow();
    open = Optional.empty();
    var outcome = attempt(language::commit);
    entry.end(outcome instanceof Outcome.Done ? Status.COMMITTED : Status.ABORTED);
    if (outcome instanceof Outcome.Failed) {
      attempt(language::rollback);
    }
    return outcome;
  }

  private Outcome abort() {
    open.ifPresent(entry -> entry.end(Status.ABORTED));
    open = Optional.empty();
    dead = false;
    return attempt(language::rollback);
  }

  private Outcome operate(Task task) {
    if (open.isEmpty()) {
      var alone = log.begin(name);
      var outcome = attempt(() -> operate(task, alone));
      alone.end(outcome instanceof Outcome.Done ? Status.COMMITTED : Status.ABORTED);
      return outcome;
    }
    var outcome = attempt(() -> operate(task, open.get()));
    if (outcome instanceof Outcome.Failed failed
        && !language.survives(failed.failure().sqlState())) {
      dead = true;
    }
    return outcome;
  }

  private void operate(Task task, HistoryLog.Entry entry) throws SQLException {
    switch (task.verb()) {
      case READ -> read(task, false, entry);
      case LOCK -> read(task, true, entry);
      case APPEND -> {
        language.append(task.key(), task.value());
        entry.add(new Write(task.key(), task.value()));
      }
      case WRITE -> language.write(task.key(), task.value(), entry);
      case UNDO -> {
        language.writeAndUndo(task.key(), task.value());
        var undone = log.begin(name);
        undone.add(new Write(task.key(), task.value()));
        undone.end(Status.ABORTED);
      }
      case GROUP, RANGE -> scan(task.condition(), entry);
      default -> throw new IllegalArgumentException(task.toString());
    }
  }

  private void read(Task task, boolean lock, HistoryLog.Entry entry) throws SQLException {
    var key = task.key();
    var found = language.read(key, lock);
    if (found.isEmpty() && (keys.isList(key) || keys.existsFromTheStart(key))) {
      throw new AssertionError(key + " is gone");
    }
    entry.add(new Read(key, found.orElse(List.of()), false));
  }

  private void scan(Condition condition, HistoryLog.Entry entry) throws SQLException {
    var found = language.scan(condition);
    for (var register : keys.registers()) {
      if (condition.covers(keys, register)) {
        if (!found.containsKey(register) && keys.existsFromTheStart(register)) {
          throw new AssertionError(register + " is gone");
        }
        var seen = Texts.register(found.getOrDefault(register, 0));
        entry.add(new Read(register, seen, true));
      } else if (found.containsKey(register)) {
        throw new AssertionError(condition + " found " + register);
      }
    }
  }

  /** Work that may fail as the language fails. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }

  private static Outcome attempt(Work work) {
    try {
      work.run();
      return new Outcome.Done(List.of());
    } catch (SQLException failure) {
      return failed(failure.getErrorCode(), failure.getSQLState(), failure);
    } catch (DuetException failure) {
      return failed(failure.number(), "", failure);
    }
  }

  private static Outcome failed(int code, String sqlState, Exception failure) {
    if (!REGULAR.contains(code)) {
      throw new AssertionError("an error that has no place here", failure);
    }
    return new Outcome.Failed(
        List.of(),
        new Failure(
            code,
            "",
            sqlState,
            failure.getClass().getSimpleName(),
            failure.getMessage(),
            sqlState.startsWith("40"),
            Optional.empty()));
  }

  @Override
  public TransactionState state() {
    return switch (language.engine().state()) {
      case AUTOCOMMIT -> TransactionState.NONE;
      case ACTIVE -> TransactionState.OPEN;
      case FAILED -> TransactionState.FAILED;
    };
  }

  @Override
  public void cancel() {
    language.engine().cancel();
  }

  /** Makes the session fit for the next history; the deployment closes it. */
  @Override
  public void close() {
    if (open.isPresent()) {
      abort();
    }
  }
}
