package org.duetdb.driver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A text in memory as JDBC's large object; changing it changes no row. Not thread-safe. */
final class DuetClob implements NClob {
  private @Nullable String text;

  DuetClob(String text) {
    this.text = text;
  }

  private String text() throws SQLException {
    return LargeValue.requireNotFreed(text);
  }

  @Override
  public long length() throws SQLException {
    return text().length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    int from = LargeValue.offset(position, length());
    return text().substring(from, from + LargeValue.length(length, length() - from));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(text());
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    return new StringReader(getSubString(position, LargeValue.length(length, Integer.MAX_VALUE)));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(text().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public long position(String pattern, long start) throws SQLException {
    int found =
        text().indexOf(Given.required(pattern, "the pattern"), LargeValue.offset(start, length()));
    return found < 0 ? -1 : found + 1L;
  }

  @Override
  public long position(Clob pattern, long start) throws SQLException {
    Given.required(pattern, "the pattern");
    return position(pattern.getSubString(1, Math.toIntExact(pattern.length())), start);
  }

  @Override
  public int setString(long position, String added) throws SQLException {
    return setString(position, added, 0, Given.required(added, "what is set").length());
  }

  @Override
  public int setString(long position, String added, int offset, int length) throws SQLException {
    var changed = new StringBuilder(text());
    LargeValue.requirePart(Given.required(added, "what is set").length(), offset, length);
    int at = LargeValue.offset(position, changed.length());
    int end = Math.min(changed.length(), at + length);
    text = changed.replace(at, end, added.substring(offset, offset + length)).toString();
    return length;
  }

  /** The characters become part of the value when the stream is flushed or closed. */
  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    LargeValue.offset(position, length());
    return new ByteArrayOutputStream() {
      @Override
      public void flush() throws IOException {
        replace(position, toString(StandardCharsets.US_ASCII));
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** The characters become part of the value when the writer is flushed or closed. */
  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    LargeValue.offset(position, length());
    return new StringWriter() {
      @Override
      public void close() throws IOException {
        replace(position, toString());
      }
    };
  }

  private void replace(long position, String added) throws IOException {
    try {
      setString(position, added);
    } catch (SQLException freed) {
      throw new IOException(freed);
    }
  }

  @Override
  public void truncate(long length) throws SQLException {
    text = text().substring(0, LargeValue.length(length, length()));
  }

  @Override
  public void free() {
    text = null;
  }
}
