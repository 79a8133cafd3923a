package org.duetdb.driver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes in memory as JDBC's large object; changing it changes no row. Not thread-safe. */
final class DuetBlob implements Blob {
  private byte @Nullable [] bytes;

  /** Takes the array over. */
  DuetBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  private byte[] bytes() throws SQLException {
    return LargeValue.requireNotFreed(bytes);
  }

  @Override
  public long length() throws SQLException {
    return bytes().length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    int from = LargeValue.offset(position, length());
    return Arrays.copyOfRange(bytes(), from, from + LargeValue.length(length, length() - from));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(bytes());
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    int from = LargeValue.offset(position, length());
    return new ByteArrayInputStream(bytes(), from, LargeValue.length(length, length() - from));
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    byte[] all = bytes();
    Given.required(pattern, "the pattern");
    for (int at = LargeValue.offset(start, all.length); at <= all.length - pattern.length; at++) {
      if (Arrays.equals(all, at, at + pattern.length, pattern, 0, pattern.length)) {
        return at + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    Given.required(pattern, "the pattern");
    return position(pattern.getBytes(1, Math.toIntExact(pattern.length())), start);
  }

  @Override
  public int setBytes(long position, byte[] added) throws SQLException {
    return setBytes(position, added, 0, Given.required(added, "what is set").length);
  }

  @Override
  public int setBytes(long position, byte[] added, int offset, int length) throws SQLException {
    byte[] old = bytes();
    LargeValue.requirePart(Given.required(added, "what is set").length, offset, length);
    int at = LargeValue.offset(position, old.length);
    byte[] changed = Arrays.copyOf(old, Math.max(old.length, at + length));
    System.arraycopy(added, offset, changed, at, length);
    bytes = changed;
    return length;
  }

  /** The bytes become part of the value when the stream is flushed or closed. */
  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    int start = LargeValue.offset(position, length());
    return new ByteArrayOutputStream() {
      @Override
      public void flush() throws IOException {
        try {
          setBytes(start + 1L, toByteArray());
        } catch (SQLException freed) {
          throw new IOException(freed);
        }
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    bytes = Arrays.copyOf(bytes(), LargeValue.length(length, length()));
  }

  @Override
  public void free() {
    bytes = null;
  }
}
