package org.duetdb.sql.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.TransactionStatus;
import org.duetdb.sql.grammar.TransactionModes;

/**
 * Where a session stands: autocommit, the characteristics of its transactions, the savepoints of
 * the open one. Whether one is open is the engine session's to say, since the document API may have
 * begun or ended it.
 */
final class SessionTransaction {
  private static final TransactionSettings DEFAULT =
      TransactionSettings.at(IsolationLevel.READ_COMMITTED);

  private final EngineSession engine;
  private final SessionVariables variables;
  private final Map<String, EngineSession.Savepoint> savepoints = new LinkedHashMap<>();
  private boolean autocommit = true;
  private TransactionSettings always = DEFAULT;
  private Optional<TransactionSettings> next = Optional.empty();
  private long statements;

  SessionTransaction(EngineSession engine, SessionVariables variables) {
    this.engine = engine;
    this.variables = variables;
  }

  TransactionStatus status() {
    return switch (engine.state()) {
      case AUTOCOMMIT -> TransactionStatus.NONE;
      case ACTIVE -> TransactionStatus.OPEN;
      case FAILED -> TransactionStatus.FAILED;
    };
  }

  boolean isOpen() {
    return engine.state() != EngineSession.State.AUTOCOMMIT;
  }

  boolean autocommit() {
    return autocommit;
  }

  void autocommit(boolean on) {
    if (on && !autocommit) {
      commit();
    }
    autocommit = on;
  }

  /** The characteristics of the open transaction, or of the next one. */
  TransactionSettings settings() {
    return engine.transaction().orElseGet(() -> next.orElse(always));
  }

  /** Changes the characteristics of all following transactions. */
  void always(TransactionSettings settings) {
    if (isOpen()) {
      throw new SqlFailure(
          SqlState.ACTIVE_TRANSACTION,
          "the characteristics of transactions cannot be changed while one is open");
    }
    always = settings;
    next = Optional.empty();
  }

  /** The characteristics that all following transactions have. */
  TransactionSettings always() {
    return always;
  }

  /** SET TRANSACTION and SET SESSION CHARACTERISTICS. */
  void characteristics(TransactionModes modes, boolean forAll) {
    if (forAll) {
      always = merged(always, modes);
    } else if (!isOpen()) {
      next = Optional.of(merged(next.orElse(always), modes));
    } else if (statements == 0 && status() == TransactionStatus.OPEN) {
      TransactionSettings changed = merged(settings(), modes);
      engine.rollback();
      engine.begin(changed);
    } else {
      throw new SqlFailure(
          SqlState.ACTIVE_TRANSACTION,
          "SET TRANSACTION must come before the transaction's first statement");
    }
  }

  private static TransactionSettings merged(TransactionSettings base, TransactionModes modes) {
    return new TransactionSettings(
        modes.isolation().orElse(base.isolation()),
        modes.readOnly().orElse(base.readOnly()),
        modes.deferrable().orElse(base.deferrable()),
        base.policy());
  }

  void begin(TransactionModes modes) {
    if (isOpen()) {
      throw new SqlFailure(SqlState.ACTIVE_TRANSACTION, "a transaction is already open");
    }
    engine.begin(merged(next.orElse(always), modes));
    next = Optional.empty();
    statements = 0;
    savepoints.clear();
  }

  /**
   * Called before a statement that belongs to a transaction: with autocommit off the first one
   * begins it.
   */
  void beforeStatement() {
    if (!autocommit && !isOpen()) {
      begin(new TransactionModes());
    }
    statements++;
  }

  void commit() {
    if (isOpen()) {
      engine.commit(Language.SQL);
    }
    ended();
  }

  void rollback() {
    engine.rollback();
    ended();
  }

  private void ended() {
    savepoints.clear();
    next = Optional.empty();
    statements = 0;
    variables.endTransaction();
  }

  void savepoint(String name) {
    if (!autocommit && !isOpen()) {
      begin(new TransactionModes());
    }
    requireOpen("SAVEPOINT");
    String key = key(name);
    savepoints.remove(key);
    savepoints.put(key, engine.savepoint());
  }

  void rollbackTo(String name) {
    requireOpen("ROLLBACK TO SAVEPOINT");
    engine.rollbackTo(find(name));
    forgetAfter(key(name));
  }

  void release(String name) {
    requireOpen("RELEASE SAVEPOINT");
    find(name);
    forgetAfter(key(name));
    savepoints.remove(key(name));
  }

  private EngineSession.Savepoint find(String name) {
    EngineSession.Savepoint savepoint = savepoints.get(key(name));
    if (savepoint == null) {
      throw new SqlFailure(SqlState.NO_SUCH_SAVEPOINT, "savepoint '" + name + "' does not exist");
    }
    return savepoint;
  }

  private void forgetAfter(String key) {
    boolean later = false;
    for (String each : List.copyOf(savepoints.keySet())) {
      if (later) {
        savepoints.remove(each);
      }
      later |= each.equals(key);
    }
  }

  private void requireOpen(String statement) {
    if (!isOpen()) {
      throw new SqlFailure(
          SqlState.NO_ACTIVE_TRANSACTION, statement + " needs an open transaction");
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
