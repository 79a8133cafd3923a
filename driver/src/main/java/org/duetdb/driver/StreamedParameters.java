package org.duetdb.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/** The setters of a prepared statement that read streams. A stream is read before they return. */
abstract class StreamedParameters extends ParameterizedStatement {
  /** Instead of a length: up to the stream's end. */
  private static final long ALL = -1;

  StreamedParameters(DuetConnection connection, ResultKind kind) {
    super(connection, kind);
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
    set(parameter, value == null ? null : ascii(value, ALL));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    set(parameter, value == null ? null : ascii(value, length));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    set(parameter, value == null ? null : ascii(value, length));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value)
      throws SQLException {
    set(parameter, value == null ? null : bytes(value, ALL));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    set(parameter, value == null ? null : bytes(value, length));
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    set(parameter, value == null ? null : bytes(value, length));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, value == null ? null : text(value, ALL));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value, int length)
      throws SQLException {
    set(parameter, value == null ? null : text(value, length));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, value == null ? null : text(value, length));
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, value == null ? null : text(value, ALL));
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, value == null ? null : text(value, length));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
    set(parameter, value == null ? null : bytes(value, ALL));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    set(parameter, value == null ? null : bytes(value, length));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, value == null ? null : text(value, ALL));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, value == null ? null : text(value, length));
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader value) throws SQLException {
    set(parameter, value == null ? null : text(value, ALL));
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    set(parameter, value == null ? null : text(value, length));
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    throw SqlExceptions.unsupported("setUnicodeStream, which JDBC has deprecated,");
  }

  private static String ascii(InputStream stream, long length) throws SQLException {
    return new String(bytes(stream, length), StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(InputStream stream, long length) throws SQLException {
    try {
      if (length == ALL) {
        return stream.readAllBytes();
      }
      byte[] bytes = stream.readNBytes(requireLength(length));
      requireComplete(bytes.length, length);
      return bytes;
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private static String text(Reader reader, long length) throws SQLException {
    try {
      var text = new StringBuilder();
      var buffer = new char[4096];
      long left = length == ALL ? Long.MAX_VALUE : requireLength(length);
      while (left > 0) {
        int read = reader.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        text.append(buffer, 0, read);
        left -= read;
      }
      if (length != ALL) {
        requireComplete(text.length(), length);
      }
      return text.toString();
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private static int requireLength(long length) throws SQLException {
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE, "a stream cannot have the length " + length);
    }
    return (int) length;
  }

  private static void requireComplete(long read, long wanted) throws SQLException {
    if (read != wanted) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "the stream ends after " + read + " of the " + wanted + " that were announced");
    }
  }

  private static SQLException unreadable(IOException failure) {
    return SqlExceptions.of(
        new SqlFailure(
            SqlState.INVALID_PARAMETER_VALUE,
            "the parameter's stream cannot be read: " + failure.getMessage(),
            failure));
  }
}
