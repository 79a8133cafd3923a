package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring JDBC: which of its exceptions a conflict becomes, and what is left afterwards. */
class SpringTest {
  private static final String ADD = "UPDATE account SET balance = balance + 1 WHERE id = 1";
  private static final String LOCK = "SELECT balance FROM account WHERE id = 1 FOR UPDATE";
  private static final String COUNT_LOCKED = "SELECT COUNT(*) FROM account FOR UPDATE";

  private Arena arena;
  private JdbcTemplate jdbc;
  private JdbcTransactionManager manager;
  private Object before;

  @BeforeEach
  void open() throws SQLException {
    arena = new Arena();
    jdbc = new JdbcTemplate(arena.pool());
    manager = new JdbcTransactionManager(arena.pool());
    before = arena.pooledConnection();
  }

  @AfterEach
  void thePoolHasKeptItsConnection() throws SQLException {
    assertThat(arena.pooledConnection()).isSameAs(before);
    arena.close();
  }

  private TransactionTemplate transaction(int isolation) {
    var template = new TransactionTemplate(manager);
    template.setIsolationLevel(isolation);
    return template;
  }

  private TransactionTemplate repeatableRead() {
    return transaction(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  private TransactionTemplate nested() {
    var template = new TransactionTemplate(manager);
    template.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    return template;
  }

  /** A rival that holds account 1. */
  private Connection holder() throws SQLException {
    var rival = arena.rival();
    Arena.run(rival, ADD);
    return rival;
  }

  private static void failsAs(Class<? extends Exception> type, String state, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isExactlyInstanceOf(type)
        .cause()
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).isEqualTo(state));
  }

  @Test
  void aWriteConflictIsACannotAcquireLock() throws SQLException {
    holder();
    failsAs(
        CannotAcquireLockException.class,
        "40001",
        () -> repeatableRead().executeWithoutResult(status -> jdbc.update(ADD)));
  }

  @Test
  void aRefusedLockIsAPessimisticLockingFailureAndTheTransactionLivesOn() throws SQLException {
    holder();
    transaction(TransactionDefinition.ISOLATION_READ_COMMITTED)
        .executeWithoutResult(
            status -> {
              failsAs(
                  PessimisticLockingFailureException.class,
                  "55P03",
                  () -> jdbc.queryForObject(LOCK + " NOWAIT", Integer.class));
              jdbc.update("UPDATE account SET balance = 0 WHERE id = 2");
            });
    assertThat(arena.balance(2)).isZero();
  }

  @Test
  void theVictimOfADeadlockHasAPessimisticLockingFailureAndAnotherTrySucceeds() throws Exception {
    var rival = holder();
    var failures = new ArrayList<Exception>();
    var transfer = transaction(TransactionDefinition.ISOLATION_READ_COMMITTED);

    new RetryTemplate(retries())
        .execute(
            () -> {
              try {
                return transfer.execute(
                    status -> {
                      jdbc.update("UPDATE account SET balance = balance - 1 WHERE id = 2");
                      if (failures.isEmpty()) {
                        letWaitForAccountTwo(rival);
                      }
                      return jdbc.update(ADD);
                    });
              } catch (DataAccessException failure) {
                failures.add(failure);
                commit(rival);
                throw failure;
              }
            });

    assertThat(failures)
        .singleElement()
        .isExactlyInstanceOf(PessimisticLockingFailureException.class)
        .extracting(Exception::getCause)
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).isEqualTo("40P01"));
    assertThat(arena.balance(1)).isEqualTo(102);
    assertThat(arena.balance(2)).isEqualTo(109);
  }

  private void letWaitForAccountTwo(Connection rival) {
    var waits =
        startQuietly(
            () -> Arena.run(rival, "UPDATE account SET balance = balance + 10 WHERE id = 2"));
    assertThat(waits.waits()).isTrue();
  }

  private Arena.Pending startQuietly(ThrowingCallable action) {
    try {
      return arena.start(action);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void aTimeOutIsAQueryTimeout() throws Exception {
    holder();
    jdbc.setQueryTimeout(2);

    var pending = arena.start(() -> jdbc.update(ADD));
    assertThat(pending.waits()).isTrue();
    arena.time().advance(Duration.ofSeconds(2));

    assertThat(pending.failure())
        .isExactlyInstanceOf(QueryTimeoutException.class)
        .cause()
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).isEqualTo("57014"));
  }

  @Test
  void brokenConstraintsAndBadTextsHaveTheirOwnExceptions() {
    failsAs(
        DuplicateKeyException.class,
        "23505",
        () -> jdbc.update("INSERT INTO account VALUES (1, 'eve', 0)"));
    failsAs(
        DataIntegrityViolationException.class,
        "23502",
        () -> jdbc.update("INSERT INTO account VALUES (3, 'eve', NULL)"));
    failsAs(BadSqlGrammarException.class, "42P01", () -> jdbc.queryForList("SELECT * FROM nobody"));
    failsAs(BadSqlGrammarException.class, "42601", () -> jdbc.queryForList("SELEC 1"));
    failsAs(BadSqlGrammarException.class, "42P10", () -> jdbc.queryForList(COUNT_LOCKED));
  }

  @Test
  void anInnerTransactionIsASavepointThatCanFailAlone() throws SQLException {
    var outer = new TransactionTemplate(manager);
    outer.executeWithoutResult(
        status -> {
          jdbc.update("INSERT INTO account VALUES (3, 'eve', 1)");
          assertThatThrownBy(
                  () ->
                      nested()
                          .executeWithoutResult(
                              inner -> {
                                jdbc.update("INSERT INTO account VALUES (4, 'kim', 1)");
                                jdbc.update("INSERT INTO account VALUES (3, 'max', 1)");
                              }))
              .isInstanceOf(DuplicateKeyException.class);
          nested()
              .executeWithoutResult(
                  inner -> jdbc.update("INSERT INTO account VALUES (5, 'sue', 1)"));
        });
    assertThat(arena.texts("SELECT owner FROM account WHERE id > 2 ORDER BY id"))
        .containsExactly("eve", "sue");
  }

  @Test
  void rollingBackAnInnerTransactionSetsItsLocksFree() throws Exception {
    var rival = arena.rival();
    new TransactionTemplate(manager)
        .executeWithoutResult(
            status -> {
              jdbc.update("UPDATE account SET balance = 0 WHERE id = 2");
              Arena.Pending[] waiting = new Arena.Pending[1];
              nested()
                  .executeWithoutResult(
                      inner -> {
                        jdbc.update(ADD);
                        waiting[0] = startQuietly(() -> Arena.run(rival, ADD));
                        assertThat(waiting[0].waits()).isTrue();
                        inner.setRollbackOnly();
                      });
              settle();
              waiting[0].succeeded();
            });
    rival.commit();
    assertThat(arena.balance(1)).isEqualTo(101);
    assertThat(arena.balance(2)).isZero();
  }

  private void settle() {
    try {
      arena.time().settle();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void aDeadTransactionCannotBeCommittedWhoeverHidesItsFailure() throws SQLException {
    holder();
    assertThatThrownBy(
            () ->
                repeatableRead()
                    .executeWithoutResult(
                        status -> {
                          jdbc.update("UPDATE account SET balance = 0 WHERE id = 2");
                          assertThatThrownBy(() -> jdbc.update(ADD))
                              .isInstanceOf(CannotAcquireLockException.class);
                        }))
        .cause()
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).isEqualTo("25P02"));
    assertThat(arena.balance(2)).isEqualTo(100);
  }

  @Test
  void aRetryTemplateRunsTheTransactionUntilTheRivalIsGone() throws Exception {
    var rival = holder();
    var attempts = new AtomicInteger();

    int changed =
        new RetryTemplate(retries())
            .execute(
                () ->
                    repeatableRead()
                        .execute(
                            status -> {
                              if (attempts.incrementAndGet() == 3) {
                                commit(rival);
                              }
                              return jdbc.update(ADD);
                            }));

    assertThat(changed).isEqualTo(1);
    assertThat(attempts.get()).isEqualTo(3);
    assertThat(arena.balance(1)).isEqualTo(102);
  }

  private static RetryPolicy retries() {
    return RetryPolicy.builder()
        .includes(PessimisticLockingFailureException.class)
        .maxRetries(5)
        .delay(Duration.ZERO)
        .build();
  }

  private static void commit(Connection rival) {
    try {
      rival.commit();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void aReadOnlyTransactionReadsAndRefusesToWrite() {
    var readOnly = new TransactionTemplate(manager);
    readOnly.setReadOnly(true);
    readOnly.executeWithoutResult(
        status -> {
          assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM account", Integer.class))
              .isEqualTo(2);
          assertThatThrownBy(() -> jdbc.update(ADD)).rootCause().hasMessageContaining("read-only");
        });
    assertThat(jdbc.update(ADD)).isEqualTo(1);
  }

  @Test
  void metadataIsEnoughForASimpleInsert() throws SQLException {
    var insert = new SimpleJdbcInsert(arena.pool()).withTableName("account");
    int count = insert.execute(Map.of("id", 7, "owner", "zoe", "balance", 1));

    assertThat(count).isEqualTo(1);
    assertThat(arena.texts("SELECT owner FROM account WHERE id = 7")).containsExactly("zoe");
  }
}
