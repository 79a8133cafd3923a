package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.UnsupportedDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.duetdb.driver.WriteConflictSQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Liquibase, which takes Duet for a database that it does not know and writes plain SQL. */
class LiquibaseTest {
  private static final String DONE = "SELECT id FROM DATABASECHANGELOG ORDER BY orderexecuted";

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger LOG = Logger.getLogger("liquibase");

  private Arena arena;

  /** A test expects a failure that Liquibase would print with its stack. */
  @BeforeAll
  static void printNothing() {
    LOG.setLevel(Level.OFF);
  }

  @BeforeEach
  void open() throws SQLException {
    arena = new Arena();
  }

  @AfterEach
  void close() throws SQLException {
    arena.close();
  }

  /** On a connection of its own, as each run of Liquibase is. */
  private void run(Work work) throws Exception {
    try (var connection = DriverManager.getConnection(arena.url() + "?conflict_policy=fail")) {
      var database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      assertThat(database).isInstanceOf(UnsupportedDatabase.class);
      database.setDefaultSchemaName(connection.getSchema());
      database.setDefaultCatalogName(connection.getCatalog());
      var liquibase =
          new Liquibase("liquibase/changes.xml", new ClassLoaderResourceAccessor(), database);
      liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
      Map<String, Object> quiet = Map.of(Scope.Attr.ui.name(), new LoggerUIService());
      Scope.child(quiet, () -> work.on(liquibase));
    }
  }

  private interface Work {
    void on(Liquibase liquibase) throws LiquibaseException;
  }

  private static void update(Liquibase liquibase) throws LiquibaseException {
    liquibase.update(new Contexts());
  }

  @Test
  void changesRunOnceAlsoAfterAConflictAndCanBeTakenBack() throws Exception {
    run(liquibase -> liquibase.update(2, ""));
    var rival = arena.rival();
    Arena.run(rival, "UPDATE stock SET note = 'mine' WHERE id = 1");

    assertThatThrownBy(() -> run(LiquibaseTest::update))
        .isInstanceOf(LiquibaseException.class)
        .hasStackTraceContaining(WriteConflictSQLException.class.getName());
    assertThat(arena.texts(DONE)).containsExactly("1", "2");
    rival.rollback();

    run(LiquibaseTest::update);
    run(LiquibaseTest::update);
    assertThat(arena.texts(DONE)).containsExactly("1", "2", "3", "4");
    assertThat(arena.texts("SELECT owner FROM rich")).containsExactly("ann");

    run(liquibase -> liquibase.rollback(2, ""));
    assertThat(arena.texts(DONE)).containsExactly("1", "2");
    assertThat(arena.texts("SELECT balance FROM stock")).containsExactly("0.00");
  }
}
