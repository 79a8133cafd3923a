package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sqlline.SqlLine;

/**
 * SQLLine, the shell behind {@code ./duet sql}: its own commands, and what it shows of a conflict.
 */
class SqlLineTest {
  @TempDir Path folder;
  private Arena arena;

  @BeforeEach
  void open() throws SQLException {
    System.setProperty("org.jline.terminal.dumb", "true");
    arena = new Arena();
  }

  @AfterEach
  void close() {
    arena.close();
  }

  private String run(String... commands) throws IOException {
    var script = Files.writeString(folder.resolve("script.sql"), String.join("\n", commands));
    var out = new ByteArrayOutputStream();
    var shell = new SqlLine();
    shell.setOutputStream(out);
    shell.setErrorStream(out);
    shell.begin(
        new String[] {
          "--isolation=TRANSACTION_READ_COMMITTED",
          "--historyFile=" + folder.resolve("history"),
          "--maxWidth=1000",
          "-u",
          arena.url(),
          "-n",
          "",
          "-p",
          "",
          "-f",
          script.toString()
        },
        null,
        false);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aQueryIsATable() throws IOException {
    assertThat(run("SELECT owner, balance FROM account ORDER BY id;"))
        .containsPattern("\\| *owner *\\| *balance *\\|")
        .containsPattern("\\| *ada *\\| *100 *\\|")
        .contains("2 rows selected");
  }

  @Test
  void itsCommandsReadTheCatalog() throws IOException {
    assertThat(run("!tables", "!describe account", "!primarykeys account", "!indexes account"))
        .contains("account", "balance", "INTEGER")
        .doesNotContain("Error");
  }

  @Test
  void itReadsEverythingThatADatabaseSaysOfItself() throws IOException {
    assertThat(run("!dbinfo", "!typeinfo", "!procedures", "!schemas"))
        .contains("getDatabaseProductName", "Duet", "supportsSelectForUpdate", "VARCHAR")
        .doesNotContain("Error", "Exception");
  }

  @Test
  void aConflictIsShownAndTheShellGoesOn() throws IOException, SQLException {
    Arena.run(arena.rival(), "UPDATE account SET balance = 1 WHERE id = 1");

    assertThat(
            run(
                "!set force true",
                "SELECT * FROM account WHERE id = 1 FOR UPDATE NOWAIT;",
                "!autocommit off",
                "UPDATE account SET balance = 7 WHERE id = 2;",
                "!commit"))
        .contains("55P03", "test.account");
    assertThat(arena.balance(2)).isEqualTo(7);
  }
}
