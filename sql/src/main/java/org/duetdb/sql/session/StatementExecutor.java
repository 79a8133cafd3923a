package org.duetdb.sql.session;

import java.util.function.Supplier;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.SqlRows;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.TransactionStatus;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.execute.Execution;
import org.duetdb.sql.execute.SessionView;
import org.duetdb.sql.plan.PlanCache;
import org.duetdb.sql.plan.PlanKey;
import org.duetdb.sql.plan.PreparedPlan;
import org.duetdb.sql.plan.StatementPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Plans and runs the statements of one session. Threads take turns in {@link #prepare} and {@link
 * #run}; any thread may {@link #cancel}.
 */
final class StatementExecutor {
  private final Engine database;
  private final EngineSession engine;
  private final SessionView session;
  private final PlanCache plans;
  private final SessionCatalog catalog;
  private final SessionVariables variables;
  private final SessionTransaction transaction;
  private final SessionTurn turn;
  private volatile @Nullable Execution running;

  StatementExecutor(
      Engine database,
      EngineSession engine,
      SessionView session,
      PlanCache plans,
      SessionCatalog catalog,
      SessionVariables variables,
      SessionTransaction transaction,
      SessionTurn turn) {
    this.database = database;
    this.engine = engine;
    this.session = session;
    this.plans = plans;
    this.catalog = catalog;
    this.variables = variables;
    this.transaction = transaction;
    this.turn = turn;
  }

  SessionStatement prepare(String sql) {
    return turn.take(
        () -> {
          var key = new PlanKey(sql, session.schema(), variables.conformance());
          return new SessionStatement(this, key, failingInTransaction(() -> plan(key)));
        });
  }

  /** The catalog that the next statement sees. */
  CatalogView view() {
    return catalog.view();
  }

  /** Plans a statement, or takes its plan from the cache. */
  PreparedPlan plan(PlanKey key) {
    CatalogView view = view();
    PreparedPlan cached = plans.find(key, view);
    if (cached != null) {
      return cached;
    }
    PreparedPlan plan = StatementPlanner.plan(key, view, new ObservedFields(engine));
    if (plan.reusable() && catalog.isShared()) {
      plans.put(key, plan);
    }
    return plan;
  }

  SqlResult run(SessionStatement statement, @Nullable Object[] parameters, ExecutionOptions how) {
    return turn.take(
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
    if (kind.isPartOfTransaction()) {
      transaction.beforeStatement();
    }
    var execution =
        new Execution(
            engine,
            database.time(),
            statement.settings(variables, how),
            session,
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

  /** Outside a transaction nobody else looks after READ ONLY. */
  private void requireWritable(StatementKind kind) {
    if (kind.isWrite() && transaction.settings().readOnly()) {
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

  /** Ends the statement under way, if there is one. */
  void cancel() {
    Execution execution = running;
    if (execution != null) {
      execution.cancel();
    }
    engine.cancel();
  }
}
