package org.duetdb.sql.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Chance;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.sql.PreparedSql;
import org.duetdb.sql.SqlOptions;
import org.duetdb.sql.SqlSession;
import org.duetdb.sql.TableDescription;
import org.duetdb.sql.TransactionStatus;
import org.duetdb.sql.catalog.CatalogViews;
import org.duetdb.sql.catalog.SystemTable;
import org.duetdb.sql.execute.SessionView;
import org.duetdb.sql.grammar.StatementSplitter;
import org.duetdb.sql.grammar.TransactionModes;
import org.duetdb.sql.plan.PlanCache;
import org.jspecify.annotations.Nullable;

/** A SQL session over a session of the engine. See {@link SqlSession} for the rules. */
public final class SessionOnEngine implements SqlSession, SessionView {

  private final Engine database;
  private final EngineSession engine;
  private final SqlOptions options;
  private final Map<Namespace, Long> drawn = new HashMap<>();
  private final SessionVariables variables = new SessionVariables();
  private final SessionTransaction transaction;
  private final SessionCatalog catalog;
  private final SessionTurn turn;
  private final StatementExecutor executor;
  private String schema;

  private SessionOnEngine(
      Engine database,
      EngineSession engine,
      PlanCache plans,
      CatalogViews views,
      SqlOptions options,
      String schema) {
    this.database = database;
    this.engine = engine;
    this.catalog = new SessionCatalog(views, engine);
    this.options = options;
    this.schema = schema;
    this.transaction = new SessionTransaction(engine, variables);
    this.turn = new SessionTurn(database);
    this.executor =
        new StatementExecutor(database, engine, this, plans, catalog, variables, transaction, turn);
  }

  /** Opens a session of the engine and SQL on it. */
  public static SessionOnEngine open(
      Engine database,
      String label,
      PlanCache plans,
      CatalogViews views,
      SqlOptions options,
      String schema) {
    return new SessionOnEngine(
        database, database.openSession(label), plans, views, options, schema);
  }

  @Override
  public PreparedSql prepare(String sql) {
    return executor.prepare(sql);
  }

  @Override
  public List<String> split(String sql) {
    return StatementSplitter.split(sql);
  }

  @Override
  public boolean autocommit() {
    return transaction.autocommit();
  }

  @Override
  public void autocommit(boolean on) {
    turn.run(
        () -> {
          transaction.autocommit(on);
          catalog.ended();
        });
  }

  @Override
  public boolean commitsByItself() {
    return !transaction.isOpen();
  }

  @Override
  public IsolationLevel isolation() {
    return transaction.settings().isolation();
  }

  @Override
  public void isolation(IsolationLevel level) {
    turn.run(
        () -> {
          TransactionSettings old = transaction.always();
          transaction.always(
              new TransactionSettings(level, old.readOnly(), old.deferrable(), old.policy()));
        });
  }

  @Override
  public boolean readOnly() {
    return transaction.settings().readOnly();
  }

  @Override
  public void readOnly(boolean on) {
    turn.run(
        () -> {
          TransactionSettings old = transaction.always();
          transaction.always(
              new TransactionSettings(old.isolation(), on, old.deferrable(), old.policy()));
        });
  }

  @Override
  public TransactionStatus transactionStatus() {
    return transaction.status();
  }

  @Override
  public void begin() {
    begin(new TransactionModes());
  }

  @Override
  public void begin(TransactionModes modes) {
    turn.run(() -> transaction.begin(modes));
  }

  @Override
  public void commit() {
    turn.run(
        () -> {
          transaction.commit();
          catalog.ended();
        });
  }

  @Override
  public void rollback() {
    turn.run(
        () -> {
          transaction.rollback();
          catalog.ended();
        });
  }

  @Override
  public void savepoint(String name) {
    turn.run(() -> transaction.savepoint(name));
  }

  @Override
  public void rollbackTo(String name) {
    turn.run(
        () -> {
          transaction.rollbackTo(name);
          catalog.undone();
        });
  }

  @Override
  public void release(String name) {
    turn.run(() -> transaction.release(name));
  }

  @Override
  public void characteristics(TransactionModes modes, boolean always) {
    turn.run(() -> transaction.characteristics(modes, always));
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public void schema(String name) {
    schema = name;
  }

  @Override
  public String catalog() {
    return database.options().name();
  }

  @Override
  public long memoryBytes() {
    return options.memoryBytes();
  }

  @Override
  public Chance chance() {
    return database.chance();
  }

  @Override
  public long nextValue(String sequence, boolean inside) {
    return sequences().next(sequence, schema, inside);
  }

  @Override
  public long currentValue(String sequence) {
    return sequences().current(sequence, schema);
  }

  private Sequences sequences() {
    return new Sequences(database, engine, catalog.view(), drawn);
  }

  @Override
  public String variable(String name) {
    return show(name).values().iterator().next();
  }

  @Override
  public void variable(String name, String value) {
    set(name, value, false);
  }

  @Override
  public void set(String name, String value, boolean local) {
    turn.run(() -> NamedSettings.set(this, variables, name, value, local));
  }

  @Override
  public Map<String, String> variables() {
    Map<String, String> all = new TreeMap<>(variables.all());
    all.putAll(NamedSettings.derived(this));
    return all;
  }

  @Override
  public Map<String, String> show(String name) {
    return NamedSettings.show(variables(), name);
  }

  @Override
  public List<TableDescription> tables() {
    return turn.take(() -> Descriptions.of(catalog.view()));
  }

  @Override
  public List<String> schemas() {
    return turn.take(() -> Descriptions.schemas(catalog.view(), schema));
  }

  @Override
  public List<@Nullable Object[]> systemRows(SystemTable.Name view) {
    return new SystemViews(database, catalog.view()).rows(view);
  }

  @Override
  public void catalogChanged() {
    if (transaction.isOpen()) {
      catalog.changed();
    }
  }

  @Override
  public void cancel() {
    executor.cancel();
  }

  @Override
  public EngineSession engineSession() {
    return engine;
  }

  @Override
  public void shutdown() {
    database.shutdown();
  }

  @Override
  public boolean closed() {
    return turn.isClosed();
  }

  @Override
  public void close() {
    if (turn.close()) {
      cancel();
      engine.close();
    }
  }
}
