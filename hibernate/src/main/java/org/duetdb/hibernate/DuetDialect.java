package org.duetdb.hibernate;

import jakarta.persistence.Timeout;
import java.sql.Types;
import java.util.Locale;
import org.hibernate.Timeouts;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.OffsetFetchLimitHandler;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.LockTimeoutException;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.internal.util.JdbcExceptionHelper;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.type.SqlTypes;

/**
 * Duet's SQL for Hibernate. Pessimistic locks are FOR UPDATE and FOR SHARE with OF, NOWAIT, WAIT
 * and SKIP LOCKED. A write conflict or a deadlock (class 40) is a {@link LockAcquisitionException},
 * which ends the transaction; a lock that was not to be had in time (55P03) is a {@link
 * LockTimeoutException}, which ends the statement only.
 *
 * <p>Hibernate finds it by {@link DuetDialectResolver}; {@code hibernate.dialect} need not be set.
 * Immutable after its construction, as dialects are.
 */
public final class DuetDialect extends Dialect {
  private static final DatabaseVersion OLDEST = DatabaseVersion.make(0, 1);
  private static final int MILLIS_PRECISION = 3;

  /** The dialect of the oldest Duet that it knows. */
  public DuetDialect() {
    super(OLDEST);
  }

  /** The dialect of the Duet that a connection leads to. */
  public DuetDialect(DialectResolutionInfo info) {
    super(info);
  }

  @Override
  protected DatabaseVersion getMinimumSupportedVersion() {
    return OLDEST;
  }

  /** Without lengths and precisions where Duet has no limit. */
  @Override
  protected String columnType(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case Types.TINYINT -> "smallint";
      case Types.FLOAT -> "double precision";
      case Types.NCHAR -> "char($l)";
      case Types.NVARCHAR -> "varchar($l)";
      case Types.TIME -> "time";
      case Types.TIMESTAMP -> "timestamp";
      case Types.TIMESTAMP_WITH_TIMEZONE -> "timestamp with time zone";
      case SqlTypes.UUID -> "uuid";
      default -> super.columnType(sqlTypeCode);
    };
  }

  /** Dates are stored as BSON has them. */
  @Override
  public int getDefaultTimestampPrecision() {
    return MILLIS_PRECISION;
  }

  @Override
  public LockingSupport getLockingSupport() {
    return DuetLocking.INSTANCE;
  }

  @Override
  public String getForUpdateNowaitString() {
    return getForUpdateString() + " nowait";
  }

  @Override
  public String getForUpdateSkipLockedString() {
    return getForUpdateString() + " skip locked";
  }

  @Override
  public String getForUpdateString(Timeout timeout) {
    return getForUpdateString() + reaction(timeout);
  }

  @Override
  public String getForUpdateString(String aliases) {
    return getForUpdateString() + " of " + aliases;
  }

  @Override
  public String getWriteLockString(String aliases, Timeout timeout) {
    return getForUpdateString(aliases) + reaction(timeout);
  }

  @Override
  public String getReadLockString(Timeout timeout) {
    return " for share" + reaction(timeout);
  }

  @Override
  public String getReadLockString(String aliases, Timeout timeout) {
    return " for share of " + aliases + reaction(timeout);
  }

  private static String reaction(Timeout timeout) {
    return switch (timeout.milliseconds()) {
      case Timeouts.NO_WAIT_MILLI -> " nowait";
      case Timeouts.SKIP_LOCKED_MILLI -> " skip locked";
      case Timeouts.WAIT_FOREVER_MILLI -> "";
      default -> String.format(Locale.ROOT, " wait %.3f", timeout.milliseconds() / 1000.0);
    };
  }

  /**
   * Class 40 ends the transaction and is worth another try of all of it; 55P03 ends the statement.
   * What other states mean Hibernate knows by itself.
   */
  @Override
  public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
    return (exception, message, sql) -> {
      String state = JdbcExceptionHelper.extractSqlState(exception);
      if ("55P03".equals(state)) {
        return new LockTimeoutException(message, exception, sql);
      }
      return state != null && state.startsWith("40")
          ? new LockAcquisitionException(message, exception, sql)
          : null;
    };
  }

  @Override
  public LimitHandler getLimitHandler() {
    return OffsetFetchLimitHandler.INSTANCE;
  }

  @Override
  public boolean supportsFetchClause(FetchClauseType type) {
    return type == FetchClauseType.ROWS_ONLY;
  }

  @Override
  public boolean supportsOffsetInSubquery() {
    return true;
  }

  @Override
  public boolean supportsWindowFunctions() {
    return true;
  }

  @Override
  public boolean supportsRecursiveCTE() {
    return true;
  }

  @Override
  public boolean supportsValuesList() {
    return true;
  }

  /** Hibernate alters no tables; so a schema that it generates has no foreign keys. */
  @Override
  public boolean hasAlterTable() {
    return false;
  }

  @Override
  public boolean supportsIfExistsBeforeTableName() {
    return true;
  }

  @Override
  public boolean supportsCascadeDelete() {
    return false;
  }

  @Override
  public boolean doesReadCommittedCauseWritersToBlockReaders() {
    return false;
  }

  @Override
  public boolean doesRepeatableReadCauseReadersToBlockWriters() {
    return false;
  }
}
