package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.util.List;
import org.duetdb.frameworks.Shelves.Box;
import org.duetdb.frameworks.Shelves.BrighterLamp;
import org.duetdb.frameworks.Shelves.Lamp;
import org.duetdb.frameworks.Shelves.Shelf;
import org.duetdb.frameworks.Shelves.Ticket;
import org.hibernate.SessionFactory;
import org.hibernate.Timeouts;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockTimeoutException;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Hibernate makes of entities: tables, keys that are generated, foreign keys, and changes. */
class HibernateSchemaTest {
  private static final String FOREIGN_KEYS =
      "SELECT count(*) FROM information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY'";

  private Arena arena;

  @BeforeEach
  void open() throws SQLException {
    arena = new Arena();
  }

  @AfterEach
  void close() {
    arena.close();
  }

  private SessionFactory factory(String schema, List<Class<?>> entities) {
    var configuration = new Configuration();
    configuration.getProperties().put("hibernate.connection.datasource", arena.pool());
    entities.forEach(configuration::addAnnotatedClass);
    return configuration
        .setProperty("hibernate.hbm2ddl.auto", schema)
        .setProperty("hibernate.hbm2ddl.halt_on_error", "true")
        .buildSessionFactory();
  }

  @Test
  void aSchemaIsCreatedValidatedAndDropped() throws SQLException {
    try (var sessions = factory("create-drop", Shelves.ENTITIES)) {
      factory("validate", Shelves.ENTITIES).close();
      factory("update", Shelves.ENTITIES).close();
      factory("create", Shelves.ENTITIES).close();
      factory("validate", Shelves.ENTITIES).close();
      assertThat(sessions.isOpen()).isTrue();
      assertThat(arena.texts(FOREIGN_KEYS)).containsExactly("6");
    }
    assertThat(arena.texts(FOREIGN_KEYS)).containsExactly("0");
    assertThatThrownBy(() -> arena.texts("SELECT id FROM shelf")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> factory("validate", Shelves.ENTITIES))
        .isInstanceOf(SchemaManagementException.class);
  }

  @Test
  void identityColumnsAndSequencesGiveKeys() {
    try (var sessions = factory("create", Shelves.ENTITIES)) {
      var shelves = List.of(new Shelf("a"), new Shelf("b"));
      sessions.inTransaction(session -> shelves.forEach(session::persist));
      assertThat(shelves).extracting(shelf -> shelf.id).containsExactly(1L, 2L);

      for (int i = 0; i < 120; i++) {
        sessions.inTransaction(session -> session.persist(new Ticket(shelves.get(0))));
      }
      List<Long> ids =
          sessions.fromTransaction(
              session ->
                  session.createQuery("select id from Ticket order by id", Long.class).list());
      assertThat(ids).hasSize(120).doesNotHaveDuplicates().startsWith(1L).endsWith(120L);
    }
    try (var later = factory("update", Shelves.ENTITIES)) {
      var ticket = new Ticket(null);
      later.inTransaction(session -> session.persist(ticket));
      assertThat(ticket.id).isGreaterThan(120);
    }
  }

  @Test
  void foreignKeysAreEnforced() throws SQLException {
    try (var sessions = factory("create", Shelves.ENTITIES)) {
      var shelf = new Shelf("a");
      var home = new Shelf("home");
      sessions.inTransaction(
          session -> {
            shelf.notes.add("dusty");
            session.persist(shelf);
            session.persist(home);
            var ticket = new Ticket(shelf);
            ticket.others.add(home);
            session.persist(ticket);
            session.persist(new Box(home));
          });

      assertThatThrownBy(
              () ->
                  sessions.inTransaction(
                      session ->
                          session
                              .createMutationQuery("delete Shelf where label = 'a'")
                              .executeUpdate()))
          .isInstanceOf(ConstraintViolationException.class);
      arena.run("DELETE FROM ticket_shelf", "DELETE FROM shelf WHERE label = 'home'");

      assertThat(arena.texts("SELECT label FROM shelf")).containsExactly("a");
      assertThat(arena.texts("SELECT count(*) FROM box")).containsExactly("0");
    }
  }

  @Test
  void aLockOfASubclassReachesItsTables() throws SQLException {
    try (var sessions = factory("create", Shelves.ENTITIES)) {
      var home = new Shelf("home");
      var box = new Box(home);
      sessions.inTransaction(
          session -> {
            session.persist(home);
            session.persist(box);
          });
      var rival = arena.rival();
      Arena.run(rival, "UPDATE box SET size = 2");

      assertThatThrownBy(
              () ->
                  sessions.inTransaction(
                      session ->
                          session.find(
                              Box.class, box.id, LockModeType.PESSIMISTIC_WRITE, Timeouts.NO_WAIT)))
          .isInstanceOf(LockTimeoutException.class);
      rival.commit();
      sessions.inTransaction(
          session -> {
            var found = session.find(Box.class, box.id, LockModeType.PESSIMISTIC_WRITE);
            assertThat(found.size).isEqualTo(2);
          });
    }
  }

  @Test
  void anEntityThatHasGrownAltersItsTable() throws SQLException {
    try (var sessions = factory("create", List.of(Lamp.class))) {
      sessions.inTransaction(session -> session.persist(new Lamp(1)));
    }
    List<Class<?>> grown = List.of(BrighterLamp.class, Shelf.class);

    try (var sessions = factory("update", grown)) {
      factory("validate", grown).close();
      sessions.inTransaction(
          session -> {
            var lamp = session.find(BrighterLamp.class, 1);
            lamp.place = 1L << 40;
            lamp.colour = "red";
            lamp.shelf = new Shelf("a");
            session.persist(lamp.shelf);
          });
    }

    assertThat(arena.texts("SELECT place FROM lamp")).containsExactly("1099511627776");
    assertThat(arena.texts("SELECT index_name FROM duet.indexes WHERE table_name = 'lamp'"))
        .contains("lamp_place");
    assertThatThrownBy(() -> arena.run("DELETE FROM shelf")).hasMessageContaining("foreign key");
    assertThatThrownBy(() -> arena.run("INSERT INTO lamp (id, place, colour) VALUES (2, 1, 'red')"))
        .hasMessageContaining("duplicate key");
  }

  @Test
  void aBrokenUniqueColumnIsNamed() {
    try (var sessions = factory("create", Shelves.ENTITIES)) {
      sessions.inTransaction(session -> session.persist(new Shelf("a")));
      assertThatThrownBy(() -> sessions.inTransaction(session -> session.persist(new Shelf("a"))))
          .isInstanceOfSatisfying(
              ConstraintViolationException.class,
              failure -> assertThat(failure.getConstraintName()).startsWith("UK"));
    }
  }
}
