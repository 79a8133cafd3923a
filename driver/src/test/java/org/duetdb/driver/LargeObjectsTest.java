package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import org.junit.jupiter.api.Test;

class LargeObjectsTest {

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(Reader reader) throws IOException {
    var writer = new StringWriter();
    reader.transferTo(writer);
    return writer.toString();
  }

  @Test
  void aBlobIsReadAtPlacesCountedFromOne() throws SQLException, IOException {
    var blob = new DuetBlob(ascii("hello"));

    assertThat(blob.length()).isEqualTo(5);
    assertThat(blob.getBytes(2, 3)).isEqualTo(ascii("ell"));
    assertThat(blob.getBytes(4, 100)).isEqualTo(ascii("lo"));
    assertThat(blob.getBinaryStream().readAllBytes()).isEqualTo(ascii("hello"));
    assertThat(blob.getBinaryStream(2, 2).readAllBytes()).isEqualTo(ascii("el"));
    assertThat(blob.position(ascii("l"), 1)).isEqualTo(3);
    assertThat(blob.position(ascii("l"), 4)).isEqualTo(4);
    assertThat(blob.position(new DuetBlob(ascii("x")), 1)).isEqualTo(-1);
  }

  @Test
  void aBlobGrowsWhenItIsWrittenAndIsCutByTruncate() throws SQLException, IOException {
    var blob = new DuetBlob(ascii("hello"));

    assertThat(blob.setBytes(5, ascii("0 world"))).isEqualTo(7);
    assertThat(blob.getBytes(1, 100)).isEqualTo(ascii("hell0 world"));
    try (var stream = blob.setBinaryStream(1)) {
      stream.write(ascii("J"));
    }
    blob.truncate(5);
    assertThat(blob.getBytes(1, 100)).isEqualTo(ascii("Jell0"));
  }

  @Test
  void aClobIsReadAndWrittenAtPlacesCountedFromOne() throws SQLException, IOException {
    var clob = new DuetClob("hello");

    assertThat(clob.length()).isEqualTo(5);
    assertThat(clob.getSubString(2, 3)).isEqualTo("ell");
    assertThat(clob.position("l", 4)).isEqualTo(4);
    assertThat(clob.position(new DuetClob("llo"), 1)).isEqualTo(3);
    assertThat(text(clob.getCharacterStream(4, 10))).isEqualTo("lo");
    assertThat(clob.getAsciiStream().readAllBytes()).isEqualTo(ascii("hello"));
    assertThat(clob.setString(5, "0 world", 0, 4)).isEqualTo(4);
    try (var writer = clob.setCharacterStream(1)) {
      writer.write("J");
    }
    try (var stream = clob.setAsciiStream(2)) {
      stream.write(ascii("E"));
    }
    assertThat(clob.getSubString(1, 100)).isEqualTo("JEll0 wo");
    clob.truncate(4);
    assertThat(text(clob.getCharacterStream())).isEqualTo("JEll");
  }

  @Test
  void placesOutsideAreRefused() {
    var blob = new DuetBlob(ascii("hello"));

    assertThatThrownBy(() -> blob.getBytes(0, 1)).isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> blob.getBytes(7, 1)).isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> blob.getBytes(1, -1)).isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> new DuetClob("x").getSubString(3, 1))
        .isInstanceOf(SQLDataException.class);
  }

  @Test
  void whatIsFreedCannotBeRead() {
    var blob = new DuetBlob(ascii("hello"));
    var clob = new DuetClob("hello");

    blob.free();
    clob.free();

    assertThatThrownBy(blob::length).isInstanceOf(SQLNonTransientException.class);
    assertThatThrownBy(clob::length).isInstanceOf(SQLNonTransientException.class);
  }
}
