package org.duetdb.driver;

import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import org.duetdb.driver.value.ParameterValue;
import org.duetdb.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The setters of a prepared statement. All end in {@link #set}, with a value of a class that SQL
 * takes; what must be read (streams, LOBs) is read at once.
 */
abstract class ParameterizedStatement extends DuetStatement implements PreparedStatement {

  ParameterizedStatement(DuetConnection connection, ResultKind kind) {
    super(connection, kind);
  }

  /** Sets a parameter counted from 1; 22023 if there is none. */
  abstract void set(int parameter, @Nullable Object value) throws SQLException;

  /** The type that the place of a parameter asks for. */
  abstract SqlType target(int parameter) throws SQLException;

  @Override
  public final void setNull(int parameter, int sqlType) throws SQLException {
    set(parameter, null);
  }

  @Override
  public final void setNull(int parameter, int sqlType, @Nullable String typeName)
      throws SQLException {
    set(parameter, null);
  }

  @Override
  public final void setBoolean(int parameter, boolean value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setByte(int parameter, byte value) throws SQLException {
    set(parameter, (int) value);
  }

  @Override
  public final void setShort(int parameter, short value) throws SQLException {
    set(parameter, (int) value);
  }

  @Override
  public final void setInt(int parameter, int value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setLong(int parameter, long value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setFloat(int parameter, float value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setDouble(int parameter, double value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setString(int parameter, @Nullable String value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setNString(int parameter, @Nullable String value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public final void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
    set(parameter, value == null ? null : value.clone());
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value) throws SQLException {
    try {
      set(parameter, ParameterValue.of(value, target(parameter)));
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, int sqlType)
      throws SQLException {
    setObject(parameter, value, sqlType, -1);
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, int sqlType, int scale)
      throws SQLException {
    try {
      set(parameter, ParameterValue.ofType(value, sqlType, scale));
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, SQLType sqlType)
      throws SQLException {
    setObject(parameter, value, sqlType, -1);
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, SQLType sqlType, int scale)
      throws SQLException {
    int type = Given.required(sqlType, "the type").getVendorTypeNumber();
    setObject(parameter, value, type, scale);
  }

  @Override
  public final void setDate(int parameter, @Nullable Date value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(parameter, value == null ? null : local(value, calendar).toLocalDate());
  }

  @Override
  public final void setTime(int parameter, @Nullable Time value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setTime(int parameter, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(parameter, value == null ? null : local(value, calendar).toLocalTime());
  }

  @Override
  public final void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setTimestamp(
      int parameter, @Nullable Timestamp value, @Nullable Calendar calendar) throws SQLException {
    SqlType target = target(parameter);
    boolean instant = target == SqlType.TIMESTAMP_WITH_TIME_ZONE || target == SqlType.ANY;
    if (value == null || instant) {
      setObject(parameter, value);
    } else {
      set(parameter, local(value, calendar).withNano(value.getNanos()));
    }
  }

  /** What clocks in the calendar's zone show. */
  @SuppressWarnings("JavaUtilDate") // java.sql.Date and Time have no toInstant
  private static LocalDateTime local(java.util.Date value, @Nullable Calendar calendar) {
    ZoneId zone = DuetResultSet.zone(calendar);
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(value.getTime()), zone);
  }

  @Override
  public final void setArray(int parameter, @Nullable Array value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setBlob(int parameter, @Nullable Blob value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setClob(int parameter, @Nullable Clob value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setNClob(int parameter, @Nullable NClob value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setURL(int parameter, @Nullable URL value) throws SQLException {
    set(parameter, value == null ? null : value.toString());
  }

  @Override
  public final void setSQLXML(int parameter, @Nullable SQLXML value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public final void setRef(int parameter, @Nullable Ref value) throws SQLException {
    throw SqlExceptions.unsupported("the type REF");
  }

  @Override
  public final void setRowId(int parameter, @Nullable RowId value) throws SQLException {
    throw SqlExceptions.unsupported("the type ROWID");
  }
}
