package org.duetdb.sql.session;

import java.util.List;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.PreparedSql;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlParameter;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.plan.PlanKey;
import org.duetdb.sql.plan.PreparedPlan;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement of a session: its text with the schema and the conformance of the moment
 * when it was prepared, and the plan that fits the catalog that it saw last.
 */
final class SessionStatement implements PreparedSql {
  private final StatementExecutor executor;
  private final PlanKey key;
  private PreparedPlan plan;
  private StatementSettings settings;
  private long settingsVersion = -1;

  SessionStatement(StatementExecutor executor, PlanKey key, PreparedPlan plan) {
    this.executor = executor;
    this.key = key;
    this.plan = plan;
    this.settings = StatementSettings.sql(key.text().strip());
  }

  @Override
  public String text() {
    return key.text();
  }

  @Override
  public StatementKind kind() {
    return plan.plan().kind();
  }

  @Override
  public List<SqlParameter> parameters() {
    return plan.parameters();
  }

  @Override
  public List<SqlColumn> columns() {
    return plan.plan().columns();
  }

  @Override
  public SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options) {
    return executor.run(this, parameters, options);
  }

  /** The plan, made anew if the catalog has changed or the plan depends on the documents. */
  PreparedPlan currentPlan() {
    if (plan.view() != executor.view() || !plan.reusable()) {
      plan = executor.plan(key);
    }
    return plan;
  }

  /** How the engine shall run it, by the session's variables. */
  StatementSettings settings(SessionVariables variables, ExecutionOptions options) {
    if (settingsVersion != variables.version()) {
      settings =
          settings
              .withPolicy(variables.conflictPolicy())
              .withLockTimeout(variables.lockTimeoutNanos())
              .withMaxTime(variables.statementTimeoutNanos())
              .withAbortsTransaction(variables.errorsAbortTransaction());
      settingsVersion = variables.version();
    }
    long limit = options.timeout().toNanos();
    boolean tighter =
        limit > 0 && (settings.maxTimeNanos() == 0 || limit < settings.maxTimeNanos());
    return tighter ? settings.withMaxTime(limit) : settings;
  }
}
