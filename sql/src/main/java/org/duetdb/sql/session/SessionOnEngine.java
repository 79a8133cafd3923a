package org.duetdb.sql.session;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.spi.Chance;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.PreparedSql;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlOptions;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.SqlRows;
import org.duetdb.sql.SqlSession;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.TableDescription;
import org.duetdb.sql.TransactionStatus;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.CatalogViews;
import org.duetdb.sql.execute.Execution;
import org.duetdb.sql.execute.SessionView;
import org.duetdb.sql.grammar.StatementSplitter;
import org.duetdb.sql.grammar.TransactionModes;
import org.duetdb.sql.plan.PlanCache;
import org.duetdb.sql.plan.PreparedPlan;
import org.duetdb.sql.plan.StatementPlanner;
import org.jspecify.annotations.Nullable;

/** A SQL session over a session of the engine. See {@link SqlSession} for the rules. */
public final class SessionOnEngine implements SqlSession, SessionView {
  private final Engine database;
  private final EngineSession engine;
  private final PlanCache plans;
  private final CatalogViews views;
  private final SqlOptions options;
  private final SessionVariables variables = new SessionVariables();
  private final SessionTransaction transaction;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable Execution running;
  private volatile boolean closed;
  private @Nullable CatalogView ownView;
  private boolean catalogTouched;
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
    this.plans = plans;
    this.views = views;
    this.options = options;
    this.schema = schema;
    this.transaction = new SessionTransaction(engine, variables);
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
    return inTurn(() -> new SessionStatement(this, sql, failingInTransaction(() -> plan(sql))));
  }

  @Override
  public List<String> split(String sql) {
    return StatementSplitter.split(sql);
  }

  private <R> R inTurn(Supplier<R> work) {
    turn.lock();
    try {
      if (closed) {
        throw new SqlFailure(SqlState.CONNECTION_DOES_NOT_EXIST, "the session is closed");
      }
      if (!database.isRunning()) {
        throw new SqlFailure(SqlState.ADMIN_SHUTDOWN, "the deployment has been shut down");
      }
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private void inTurnDo(Runnable work) {
    inTurn(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * The catalog that the next statement sees: what is committed, or what this transaction has made
   * of it.
   */
  CatalogView view() {
    if (!catalogTouched) {
      return views.current();
    }
    CatalogView view = ownView;
    if (view == null) {
      var settings = StatementSettings.sql("read the catalog");
      view = CatalogView.of(-1, engine.execute(settings, StatementScope::collections));
      ownView = view;
    }
    return view;
  }

  /** Plans a text, or takes its plan from the cache. */
  PreparedPlan plan(String sql) {
    CatalogView view = view();
    PreparedPlan cached = plans.find(sql, schema, view);
    if (cached != null) {
      return cached;
    }
    PreparedPlan plan = StatementPlanner.plan(sql, view, schema, new ObservedFields(engine));
    if (plan.reusable() && !catalogTouched) {
      plans.put(sql, schema, plan);
    }
    return plan;
  }

  SqlResult run(SessionStatement statement, @Nullable Object[] parameters, ExecutionOptions how) {
    return inTurn(
        () -> {
          if (transaction.status() == TransactionStatus.FAILED
              && statement.kind() != StatementKind.TRANSACTION) {
            engine.execute(statement.settings(variables, how), scope -> true);
          }
          return failingInTransaction(() -> runAlive(statement, parameters, how));
        });
  }

  private SqlResult runAlive(
      SessionStatement statement, @Nullable Object[] parameters, ExecutionOptions how) {
    PreparedPlan plan = statement.currentPlan();
    StatementKind kind = plan.plan().kind();
    requireWritable(kind);
    if (isPartOfTransaction(kind)) {
      transaction.beforeStatement();
    }
    var execution =
        new Execution(
            engine,
            database.time(),
            statement.settings(variables, how),
            this,
            plan.values(parameters),
            how);
    running = execution;
    SqlResult result = null;
    try {
      result = plan.plan().execute(execution);
      return result;
    } finally {
      if (!(result instanceof SqlRows)) {
        running = null;
      }
    }
  }

  private static boolean isPartOfTransaction(StatementKind kind) {
    return switch (kind) {
      case TRANSACTION, SETTING, SHUTDOWN -> false;
      default -> true;
    };
  }

  /** Outside a transaction nobody else looks after READ ONLY. */
  private void requireWritable(StatementKind kind) {
    boolean writes =
        switch (kind) {
          case INSERT, UPDATE, DELETE, MERGE, DDL, LOCKING_QUERY, TABLE_LOCK -> true;
          default -> false;
        };
    if (writes && transaction.settings().readOnly()) {
      throw new SqlFailure(
          SqlState.READ_ONLY_TRANSACTION, kind + " cannot run in a read-only transaction");
    }
  }

  /**
   * With error_mode=transaction, what fails before it reaches the engine ends the transaction as
   * well.
   */
  private <R> R failingInTransaction(Supplier<R> work) {
    try {
      return work.get();
    } catch (SqlFailure failed) {
      if (variables.errorsAbortTransaction() && transaction.status() == TransactionStatus.OPEN) {
        engine.execute(
            StatementSettings.sql("").withAbortsTransaction(true),
            scope -> {
              throw failed;
            });
      }
      throw failed;
    }
  }

  @Override
  public boolean autocommit() {
    return transaction.autocommit();
  }

  @Override
  public void autocommit(boolean on) {
    inTurnDo(
        () -> {
          transaction.autocommit(on);
          forgetOwnCatalog();
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
    inTurnDo(
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
    inTurnDo(
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
    inTurnDo(() -> transaction.begin(modes));
  }

  @Override
  public void commit() {
    inTurnDo(
        () -> {
          transaction.commit();
          forgetOwnCatalog();
        });
  }

  @Override
  public void rollback() {
    inTurnDo(
        () -> {
          transaction.rollback();
          forgetOwnCatalog();
        });
  }

  private void forgetOwnCatalog() {
    catalogTouched = false;
    ownView = null;
  }

  @Override
  public void savepoint(String name) {
    inTurnDo(() -> transaction.savepoint(name));
  }

  @Override
  public void rollbackTo(String name) {
    inTurnDo(
        () -> {
          transaction.rollbackTo(name);
          ownView = null;
        });
  }

  @Override
  public void release(String name) {
    inTurnDo(() -> transaction.release(name));
  }

  @Override
  public void characteristics(TransactionModes modes, boolean always) {
    inTurnDo(() -> transaction.characteristics(modes, always));
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
  public String variable(String name) {
    return show(name).values().iterator().next();
  }

  @Override
  public void variable(String name, String value) {
    set(name, value, false);
  }

  @Override
  public void set(String name, String value, boolean local) {
    inTurnDo(() -> NamedSettings.set(this, variables, name, value, local));
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
    return inTurn(() -> Descriptions.of(view()));
  }

  @Override
  public List<String> schemas() {
    return inTurn(() -> Descriptions.schemas(view(), schema));
  }

  @Override
  public void catalogChanged() {
    if (transaction.isOpen()) {
      catalogTouched = true;
      ownView = null;
    }
  }

  @Override
  public void cancel() {
    Execution execution = running;
    if (execution != null) {
      execution.cancel();
    }
    engine.cancel();
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
    return closed || !database.isRunning();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      cancel();
      engine.close();
    }
  }
}
