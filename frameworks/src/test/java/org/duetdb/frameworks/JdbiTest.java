package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.duetdb.driver.LockNotAvailableSQLException;
import org.duetdb.driver.WriteConflictSQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jdbi: its transactions, its savepoints, and its own way to run a transaction again. */
class JdbiTest {
  private static final String ADD = "UPDATE account SET balance = balance + :amount WHERE id = 1";

  private Arena arena;
  private Jdbi jdbi;
  private Object before;

  @BeforeEach
  void open() throws SQLException {
    arena = new Arena();
    before = arena.pooledConnection();
    jdbi = Jdbi.create(arena.pool());
  }

  @AfterEach
  void thePoolHasKeptItsConnection() throws SQLException {
    assertThat(arena.pooledConnection()).isSameAs(before);
    arena.close();
  }

  private Connection holder() throws SQLException {
    var rival = arena.rival();
    Arena.run(rival, "UPDATE account SET balance = balance + 1 WHERE id = 1");
    return rival;
  }

  private static int add(Handle handle) {
    return handle.createUpdate(ADD).bind("amount", 10).execute();
  }

  @Test
  void aConflictKeepsItsCauseAndAnotherTrySucceeds() throws SQLException {
    var rival = holder();
    Runnable transfer =
        () -> jdbi.useTransaction(TransactionIsolationLevel.REPEATABLE_READ, JdbiTest::add);

    assertThatThrownBy(transfer::run)
        .isInstanceOf(UnableToExecuteStatementException.class)
        .hasCauseInstanceOf(WriteConflictSQLException.class);
    rival.commit();

    transfer.run();
    assertThat(arena.balance(1)).isEqualTo(111);
  }

  @Test
  void itsOwnRunnerRepeatsTheTransactionAfterAConflict() throws SQLException {
    var rival = holder();
    var attempts = new AtomicInteger();
    jdbi.setTransactionHandler(new SerializableTransactionRunner());

    jdbi.useTransaction(
        TransactionIsolationLevel.SERIALIZABLE,
        handle -> {
          if (attempts.incrementAndGet() == 2) {
            commit(rival);
          }
          add(handle);
        });

    assertThat(attempts.get()).isEqualTo(2);
    assertThat(arena.balance(1)).isEqualTo(111);
  }

  private static void commit(Connection rival) {
    try {
      rival.commit();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void aRefusedLockIsUndoneByASavepoint() throws SQLException {
    holder();
    jdbi.useTransaction(
        handle -> {
          handle.execute("UPDATE account SET balance = 7 WHERE id = 2");
          handle.savepoint("before");
          assertThatThrownBy(
                  () ->
                      handle
                          .createQuery("SELECT id FROM account FOR UPDATE NOWAIT")
                          .mapTo(Integer.class)
                          .list())
              .hasCauseInstanceOf(LockNotAvailableSQLException.class);
          handle.rollbackToSavepoint("before");
        });
    assertThat(arena.balance(2)).isEqualTo(7);
  }

  @Test
  void rowsBecomeValuesAndBatchesAreCounted() {
    var counts =
        jdbi.withHandle(
            handle -> {
              var batch = handle.prepareBatch("INSERT INTO account VALUES (:id, :owner, 0)");
              batch.bind("id", 3).bind("owner", "eve").add();
              batch.bind("id", 4).bind("owner", "kim").add();
              return batch.execute();
            });
    var owners =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT owner FROM account WHERE id > :id ORDER BY id")
                    .bind("id", 2)
                    .mapTo(String.class)
                    .list());

    assertThat(counts).containsExactly(1, 1);
    assertThat(owners).containsExactly("eve", "kim");
  }
}
