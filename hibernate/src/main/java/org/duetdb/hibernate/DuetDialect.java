package org.duetdb.hibernate;

import jakarta.persistence.TemporalType;
import jakarta.persistence.Timeout;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.hibernate.Timeouts;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.OffsetFetchLimitHandler;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.LockTimeoutException;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.TemplatedViolatedConstraintNameExtractor;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.internal.util.JdbcExceptionHelper;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.tool.schema.extract.spi.SequenceInformationExtractor;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

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
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final ViolatedConstraintNameExtractor CONSTRAINT_NAMES =
      new TemplatedViolatedConstraintNameExtractor(DuetDialect::constraint);

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
  public long getFractionalSecondPrecisionInNanos() {
    return NANOS_PER_MILLI;
  }

  @Override
  @SuppressWarnings({"deprecation", "removal"}) // of types that Hibernate still passes
  public String timestampaddPattern(TemporalUnit unit, TemporalType type, IntervalType interval) {
    return switch (unit) {
      case NATIVE -> "timestampadd(microsecond,(?2)*1000,?3)";
      case NANOSECOND -> "timestampadd(microsecond,(?2)/1000,?3)";
      default -> "timestampadd(?1,?2,?3)";
    };
  }

  @Override
  @SuppressWarnings("deprecation") // as above
  public String timestampdiffPattern(TemporalUnit unit, TemporalType from, TemporalType to) {
    return unit == TemporalUnit.NATIVE
        ? "timestampdiff(millisecond,?2,?3)"
        : "timestampdiff(?1,?2,?3)";
  }

  @Override
  public void initializeFunctionRegistry(FunctionContributions contributions) {
    super.initializeFunctionRegistry(contributions);
    var functions = new CommonFunctionFactory(contributions);
    functions.locate_positionSubstring();
    functions.chr_char();
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
  public ViolatedConstraintNameExtractor getViolatedConstraintNameExtractor() {
    return CONSTRAINT_NAMES;
  }

  private static @Nullable String constraint(SQLException exception) {
    String state = JdbcExceptionHelper.extractSqlState(exception);
    String message = exception.getMessage();
    if (state == null || message == null) {
      return null;
    }
    return switch (state) {
      case "23503" -> between("foreign key ", " of table ", message);
      case "23505" -> between(" index: ", " dup key: ", message);
      case "23514" -> between(" CHECK ", " of table ", message);
      default -> null;
    };
  }

  private static @Nullable String between(String before, String after, String message) {
    return TemplatedViolatedConstraintNameExtractor.extractUsingTemplate(before, after, message);
  }

  /** Named, because Hibernate asks the dialect itself when it writes tables of collections. */
  @Override
  public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
    return new StandardSqlAstTranslatorFactory();
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

  @Override
  public boolean supportsLateral() {
    return true;
  }

  @Override
  public boolean supportsDistinctFromPredicate() {
    return true;
  }

  /** NULL is the least value, as in BSON. */
  @Override
  public NullOrdering getNullOrdering() {
    return NullOrdering.SMALLEST;
  }

  @Override
  public IdentityColumnSupport getIdentityColumnSupport() {
    return DuetIdentity.INSTANCE;
  }

  @Override
  public SequenceSupport getSequenceSupport() {
    return DuetSequences.INSTANCE;
  }

  @Override
  public String getQuerySequencesString() {
    return DuetSequences.QUERY;
  }

  @Override
  public SequenceInformationExtractor getSequenceInformationExtractor() {
    return DuetSequences.INSTANCE;
  }

  @Override
  public boolean supportsInsertReturning() {
    return true;
  }

  @Override
  public boolean supportsIfExistsBeforeTableName() {
    return true;
  }

  @Override
  public boolean supportsIfExistsAfterAlterTable() {
    return true;
  }

  @Override
  public boolean supportsIfExistsBeforeConstraintName() {
    return true;
  }

  @Override
  public boolean supportsIfExistsBeforeIndexName() {
    return true;
  }

  /** A dropped table takes the foreign keys along that refer to it. */
  @Override
  public String getCascadeConstraintsString() {
    return " cascade";
  }

  @Override
  public boolean dropConstraints() {
    return false;
  }

  @Override
  public boolean supportsAlterColumnType() {
    return true;
  }

  @Override
  public String getAlterColumnTypeString(String column, String type, String definition) {
    return "alter column " + column + " set data type " + type;
  }

  @Override
  public boolean supportsCommentOn() {
    return true;
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
