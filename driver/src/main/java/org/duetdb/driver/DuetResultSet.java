package org.duetdb.driver;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.duetdb.driver.value.NumberReading;
import org.duetdb.driver.value.ObjectReading;
import org.duetdb.driver.value.TextReading;
import org.duetdb.driver.value.TimeReading;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of the current row. Each getter first tries the class that its column most
 * likely has, and leaves everything else to the readings of {@code org.duetdb.driver.value}.
 */
abstract class DuetResultSet extends LabelledResultSet {
  private final DuetConnection connection;
  private final ResultShape shape;
  private boolean lastWasNull;

  DuetResultSet(DuetConnection connection, ResultShape shape) {
    this.connection = connection;
    this.shape = shape;
  }

  /** The value of a column of the current row; fails if there is no such column or no row. */
  abstract @Nullable Object value(int column) throws SQLException;

  /** Fails if the result set is closed. */
  abstract void requireOpen() throws SQLException;

  /** Closes while the caller has the turn on the connection. */
  abstract void release();

  @Override
  public abstract boolean isClosed();

  final DuetConnection connection() {
    return connection;
  }

  final ResultShape shape() {
    return shape;
  }

  private @Nullable Object cell(int column) throws SQLException {
    Object value = value(column);
    lastWasNull = value == null;
    return value;
  }

  private static <T> T read(Object value, Function<Object, T> reading) throws SQLException {
    try {
      return reading.apply(value);
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  private <T> @Nullable T readCell(int column, Function<Object, T> reading) throws SQLException {
    Object value = cell(column);
    return value == null ? null : read(value, reading);
  }

  @Override
  public final boolean wasNull() throws SQLException {
    requireOpen();
    return lastWasNull;
  }

  @Override
  public final int findColumn(String label) throws SQLException {
    requireOpen();
    return shape.position(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    return new DuetResultSetMetaData(connection.catalog(), shape);
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    Object value = cell(column);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    return read(value, TextReading::text);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    Object value = cell(column);
    return value != null && read(value, NumberReading::toBoolean);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    Object value = cell(column);
    return value == null ? 0 : read(value, NumberReading::toByte);
  }

  @Override
  public short getShort(int column) throws SQLException {
    Object value = cell(column);
    return value == null ? 0 : read(value, NumberReading::toShort);
  }

  @Override
  public int getInt(int column) throws SQLException {
    Object value = cell(column);
    if (value instanceof Integer number) {
      return number;
    }
    return value == null ? 0 : read(value, NumberReading::toInt);
  }

  @Override
  public long getLong(int column) throws SQLException {
    Object value = cell(column);
    if (value instanceof Long number) {
      return number;
    }
    return value == null ? 0 : read(value, NumberReading::toLong);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    Object value = cell(column);
    return value == null ? 0 : read(value, NumberReading::toFloat);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    Object value = cell(column);
    if (value instanceof Double number) {
      return number;
    }
    return value == null ? 0 : read(value, NumberReading::toDouble);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    return readCell(column, NumberReading::toBigDecimal);
  }

  @Override
  @Deprecated
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    return readCell(column, ObjectReading::toBytes);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    return readCell(column, value -> TimeReading.toDate(value, zone(calendar)));
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    return readCell(column, value -> TimeReading.toTime(value, zone(calendar)));
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    return readCell(column, value -> TimeReading.toTimestamp(value, zone(calendar)));
  }

  /** The zone that JDBC's date classes are read in. */
  static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    Object value = cell(column);
    if (value == null || value instanceof String || value instanceof Number) {
      return value;
    }
    if (shape.type(column) == SqlType.ARRAY) {
      return array(column, value);
    }
    return read(value, ObjectReading::standard);
  }

  @Override
  public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw SqlExceptions.unsupported("a map of user-defined types");
    }
    return getObject(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    if (type == Object.class) {
      return type.cast(getObject(column));
    }
    if (type == Array.class) {
      return type.cast(getArray(column));
    }
    if (type == Blob.class) {
      return type.cast(getBlob(column));
    }
    if (type == Clob.class || type == NClob.class) {
      return type.cast(getNClob(column));
    }
    if (type == Struct.class) {
      return type.cast(readCell(column, value -> struct(column, value)));
    }
    return readCell(column, value -> ObjectReading.as(value, type));
  }

  @Override
  public @Nullable Array getArray(int column) throws SQLException {
    return readCell(column, value -> array(column, value));
  }

  private DuetArray array(int column, Object value) {
    return new DuetArray(
        connection,
        DuetArray.elementType(shape.columns().get(column - 1)),
        ObjectReading.as(value, List.class));
  }

  private DuetStruct struct(int column, Object value) {
    return new DuetStruct(
        shape.columns().get(column - 1).typeName(),
        ObjectReading.as(value, org.bson.Document.class));
  }

  @Override
  public @Nullable Blob getBlob(int column) throws SQLException {
    return readCell(column, value -> new DuetBlob(ObjectReading.toBytes(value)));
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    return getNClob(column);
  }

  @Override
  public @Nullable NClob getNClob(int column) throws SQLException {
    return readCell(column, value -> new DuetClob(TextReading.text(value)));
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    return readCell(column, value -> new ByteArrayInputStream(ObjectReading.toBytes(value)));
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  @Deprecated
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    throw SqlExceptions.unsupported("getUnicodeStream, which JDBC has deprecated,");
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    String text = getString(column);
    try {
      return text == null ? null : new URL(text);
    } catch (MalformedURLException wrong) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_CAST, "'" + text + "' is no URL: " + wrong.getMessage());
    }
  }

  @Override
  public Ref getRef(int column) throws SQLException {
    throw SqlExceptions.unsupported("the type REF");
  }

  @Override
  public RowId getRowId(int column) throws SQLException {
    throw SqlExceptions.unsupported("the type ROWID");
  }

  @Override
  public SQLXML getSQLXML(int column) throws SQLException {
    throw SqlExceptions.unsupported("the type XML");
  }

  @Override
  public final int getConcurrency() {
    return CONCUR_READ_ONLY;
  }

  @Override
  public final String getCursorName() throws SQLException {
    throw SqlExceptions.unsupported("a named cursor");
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapper(this, type);
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }
}
