package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.LockModeType;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duetdb.hibernate.DuetDialect;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate with the shipped dialect: its schema, its optimistic and its pessimistic locks. */
class HibernateTest {
  private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";
  private static final long ID = 1;

  private Arena arena;
  private SessionFactory sessions;
  private Object before;

  @BeforeEach
  void open() throws SQLException {
    arena = new Arena();
    before = arena.pooledConnection();
    sessions = factory("create");
    sessions.inTransaction(
        session -> {
          var author = new Author("ada");
          session.persist(author);
          session.persist(new Book(ID, "notes", author));
        });
  }

  private SessionFactory factory(String schema) {
    var configuration = new Configuration();
    configuration.getProperties().put("hibernate.connection.datasource", arena.pool());
    return configuration
        .setProperty("hibernate.hbm2ddl.auto", schema)
        .addAnnotatedClass(Author.class)
        .addAnnotatedClass(Book.class)
        .buildSessionFactory();
  }

  @AfterEach
  void thePoolHasKeptItsConnection() throws SQLException {
    sessions.close();
    assertThat(arena.pooledConnection()).isSameAs(before);
    arena.close();
  }

  /** A rival that holds the book. */
  private Connection holder() throws SQLException {
    var rival = arena.rival();
    Arena.run(rival, "UPDATE Book SET copies = 9, version = version + 1 WHERE id = " + ID);
    return rival;
  }

  private int copies() {
    return sessions.fromTransaction(session -> session.find(Book.class, ID).copies);
  }

  private void lend(int isolation) {
    sessions.inTransaction(
        session -> {
          if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            session
                .createNativeMutationQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                .executeUpdate();
          }
          session.find(Book.class, ID).copies += 1;
        });
  }

  @Test
  void theDialectIsFoundWithoutConfiguration() {
    assertThat(sessions.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect())
        .isInstanceOf(DuetDialect.class);
  }

  @Test
  void theSchemaThatWasCreatedIsTheOneThatIsExpected() throws SQLException {
    assertThat(arena.texts("SELECT title FROM Book")).containsExactly("notes");
    factory("validate").close();
    factory("update").close();
    factory("create-drop").close();
    assertThatThrownBy(() -> arena.texts("SELECT title FROM Book"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void valuesOfAllTypesComeBack() {
    var changed = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_000_000);
    var mark = new UUID(1, 2);
    sessions.inTransaction(
        session -> {
          var book = session.find(Book.class, ID);
          book.copies = 7;
          book.lent = true;
          book.weight = 1.5;
          book.price = new BigDecimal("12.50");
          book.printed = LocalDate.of(2024, 2, 29);
          book.changed = changed;
          book.cover = new byte[] {1, 2};
          book.mark = mark;
        });

    sessions.inTransaction(
        session -> {
          var book = session.find(Book.class, ID);
          assertThat(book.version).isEqualTo(1);
          assertThat(List.of(book.copies, book.lent, book.weight)).isEqualTo(List.of(7, true, 1.5));
          assertThat(book.price).isEqualByComparingTo("12.50");
          assertThat(book.printed).isEqualTo(LocalDate.of(2024, 2, 29));
          assertThat(book.changed).isEqualTo(changed);
          assertThat(book.cover).containsExactly(1, 2);
          assertThat(book.mark).isEqualTo(mark);
          assertThat(Hibernate.unproxy(book.author, Author.class).name).isEqualTo("ada");
        });
  }

  @Test
  void queriesJoinGroupPageAndUpdate() {
    sessions.inTransaction(
        session -> {
          for (int i = 0; i < 5; i++) {
            session.persist(new Book(10 + i, "b" + i, session.find(Author.class, "ada")));
          }
        });
    sessions.inTransaction(
        session -> {
          assertThat(
                  session
                      .createQuery("select b.title from Book b order by b.title", String.class)
                      .setFirstResult(1)
                      .setMaxResults(2)
                      .list())
              .containsExactly("b1", "b2");
          assertThat(
                  session
                      .createQuery(
                          "select a.name, count(b) from Book b join b.author a where b.title like"
                              + " 'b%' group by a.name",
                          Object[].class)
                      .getSingleResult())
              .containsExactly("ada", 5L);
          assertThat(
                  session
                      .createMutationQuery("update Book set copies = copies + 2 where title = 'b1'")
                      .executeUpdate())
              .isEqualTo(1);
          assertThat(session.createMutationQuery("delete Book where copies = 2").executeUpdate())
              .isEqualTo(1);
        });
  }

  @Test
  void nullsStandWhereTheyAreAskedFor() {
    sessions.inTransaction(
        session -> {
          session.persist(new Book(2, "b", null));
          session.find(Book.class, ID).price = BigDecimal.ONE;
        });
    for (String order : List.of("price asc nulls last", "price desc", "price desc nulls last")) {
      assertThat(titles("from Book order by " + order)).containsExactly("notes", "b");
    }
    for (String order : List.of("price desc nulls first", "price asc", "price asc nulls first")) {
      assertThat(titles("from Book order by " + order)).containsExactly("b", "notes");
    }
  }

  private List<String> titles(String query) {
    return sessions.fromTransaction(
        session -> session.createQuery("select title " + query, String.class).list());
  }

  @Test
  void momentsAndTextsAreCalculatedWith() {
    sessions.inTransaction(
        session -> session.find(Book.class, ID).changed = LocalDateTime.of(2024, 12, 31, 0, 0));
    assertThat(value("changed + 2 month")).isEqualTo(LocalDateTime.of(2025, 2, 28, 0, 0));
    assertThat(value("changed + 1500000 nanosecond"))
        .isEqualTo(LocalDateTime.of(2024, 12, 31, 0, 0, 0, 1_000_000));
    assertThat(value("(local datetime - changed) by hour")).isEqualTo(24L);
    assertThat(value("changed - local datetime")).isEqualTo(Duration.ofDays(-1));
    assertThat(value("locate('t', title)")).isEqualTo(3);
  }

  private Object value(String expression) {
    return sessions.fromTransaction(
        session ->
            session
                .createQuery("select " + expression + " from Book", Object.class)
                .getSingleResult());
  }

  @Test
  void aStaleVersionIsAnOptimisticLockFailureAndAnotherTrySucceeds() throws SQLException {
    ThrowingCallable stale =
        () ->
            sessions.inTransaction(
                session -> {
                  var book = session.find(Book.class, ID);
                  commit(holderInside());
                  book.copies += 1;
                });

    assertThatThrownBy(stale).isInstanceOf(OptimisticLockException.class);

    lend(Connection.TRANSACTION_READ_COMMITTED);
    assertThat(copies()).isEqualTo(10);
  }

  private Connection holderInside() {
    try {
      return holder();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void commit(Connection rival) {
    try {
      rival.commit();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void aWriteConflictIsAPessimisticLockFailureAndAnotherTrySucceeds() throws SQLException {
    var rival = holder();
    ThrowingCallable conflicting = () -> lend(Connection.TRANSACTION_REPEATABLE_READ);

    assertThatThrownBy(conflicting)
        .isInstanceOf(PessimisticLockException.class)
        .rootCause()
        .hasMessageContaining("conflict");
    rival.commit();

    lend(Connection.TRANSACTION_REPEATABLE_READ);
    assertThat(copies()).isEqualTo(10);
  }

  private Book lock(LockModeType mode, Map<String, Object> hints) {
    return sessions.fromTransaction(session -> session.find(Book.class, ID, mode, hints));
  }

  @Test
  void aPessimisticLockWithoutPatienceIsALockTimeout() throws SQLException {
    holder();
    for (var mode : List.of(LockModeType.PESSIMISTIC_WRITE, LockModeType.PESSIMISTIC_READ)) {
      assertThatThrownBy(() -> lock(mode, Map.of(LOCK_TIMEOUT, 0)))
          .isInstanceOf(LockTimeoutException.class);
    }
  }

  @Test
  void aRefusedLockLeavesTheTransactionUsable() throws SQLException {
    holder();
    sessions.inTransaction(
        session -> {
          assertThatThrownBy(
                  () ->
                      session.find(
                          Book.class, ID, LockModeType.PESSIMISTIC_WRITE, Map.of(LOCK_TIMEOUT, 0)))
              .isInstanceOf(LockTimeoutException.class);
          session
              .createNativeMutationQuery("UPDATE account SET balance = 0 WHERE id = 2")
              .executeUpdate();
        });
    assertThat(arena.balance(2)).isZero();
  }

  @Test
  void aPessimisticLockWaitsAsLongAsItIsTold() throws Exception {
    holder();
    var pending =
        arena.start(() -> lock(LockModeType.PESSIMISTIC_WRITE, Map.of(LOCK_TIMEOUT, 1_500)));
    arena.time().advance(Duration.ofMillis(1_499));
    assertThat(pending.waits()).isTrue();
    arena.time().advance(Duration.ofMillis(1));

    assertThat(pending.failure()).isInstanceOf(LockTimeoutException.class);
  }

  @Test
  void aPessimisticLockIsGrantedWhenTheRivalIsDone() throws Exception {
    var rival = holder();
    var pending = arena.start(() -> lock(LockModeType.PESSIMISTIC_FORCE_INCREMENT, Map.of()));
    assertThat(pending.waits()).isTrue();

    rival.commit();
    arena.time().settle();

    pending.succeeded();
    assertThat(arena.texts("SELECT version FROM Book")).containsExactly("2");
  }

  @Test
  void aQueryCanSkipWhatIsLocked() throws SQLException {
    sessions.inTransaction(session -> session.persist(new Book(2, "free", null)));
    holder();
    sessions.inTransaction(
        session ->
            assertThat(
                    session
                        .createQuery("from Book b order by b.id", Book.class)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .setHint(LOCK_TIMEOUT, -2)
                        .setMaxResults(1)
                        .list())
                .extracting(book -> book.title)
                .containsExactly("free"));
  }

  @Test
  void aTimeOutIsAQueryTimeout() throws Exception {
    holder();
    var pending =
        arena.start(
            () ->
                sessions.inTransaction(
                    session ->
                        session
                            .createMutationQuery("update Book set copies = 0")
                            .setTimeout(2)
                            .executeUpdate()));
    arena.time().advance(Duration.ofSeconds(2));

    assertThat(pending.failure()).isInstanceOf(QueryTimeoutException.class);
  }

  @Test
  void aBrokenConstraintIsNamedAsOne() {
    assertThatThrownBy(() -> sessions.inTransaction(session -> session.persist(new Author("ada"))))
        .isInstanceOf(ConstraintViolationException.class);
  }
}
