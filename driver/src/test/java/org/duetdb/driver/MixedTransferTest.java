package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Transfers between accounts by many threads, half of them in documents and half in SQL: the sum
 * never changes.
 */
final class MixedTransferTest {
  private static final String NAME = "mixed-transfers";
  private static final int ACCOUNTS = 100;
  private static final int START = 1_000;
  private static final int THREADS = 16;
  private static final int TRANSFERS = 200;

  private final Deployment deployment = Deployment.open("duet:mem:" + NAME);
  private final AtomicBoolean done = new AtomicBoolean();

  @BeforeEach
  void openAccounts() throws SQLException {
    try (var connection = connect();
        var create = connection.createStatement()) {
      create.execute("CREATE TABLE accounts (id INT PRIMARY KEY, balance INT NOT NULL)");
    }
    try (var connection = connect();
        var insert = connection.prepareStatement("INSERT INTO accounts VALUES (?, ?)")) {
      for (int id = 0; id < ACCOUNTS; id++) {
        insert.setInt(1, id);
        insert.setInt(2, START);
        insert.executeUpdate();
      }
    }
  }

  @AfterEach
  void shutDown() {
    deployment.shutdown();
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duet:mem:" + NAME);
  }

  @Test
  void theSumNeverChangesForAnybody() throws Exception {
    run(Executors.newCachedThreadPool());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void theSumNeverChangesForVirtualThreads() throws Exception {
    var factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    run((ExecutorService) factory.invoke(null));
  }

  private void run(ExecutorService threads) throws Exception {
    var readers = new ArrayList<Future<Integer>>();
    readers.add(threads.submit(this::readDocuments));
    readers.add(threads.submit(this::readSql));
    var writers = new ArrayList<Future<Integer>>();
    for (int thread = 0; thread < THREADS; thread++) {
      long seed = thread;
      Callable<Integer> work = thread % 2 == 0 ? () -> inDocuments(seed) : () -> inSql(seed);
      writers.add(threads.submit(work));
    }
    int transfers = 0;
    for (var writer : writers) {
      transfers += writer.get(5, TimeUnit.MINUTES);
    }
    done.set(true);
    for (var reader : readers) {
      assertThat(reader.get(1, TimeUnit.MINUTES)).as("sums looked at").isPositive();
    }
    threads.shutdown();
    assertThat(transfers).isEqualTo(THREADS * TRANSFERS);
    assertThat(sumOfDocuments(deployment)).isEqualTo(ACCOUNTS * START);
  }

  private int inDocuments(long seed) {
    var random = new Random(seed);
    try (var session = deployment.startSession("documents-" + seed)) {
      for (int i = 0; i < TRANSFERS; i++) {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        int amount = random.nextInt(10);
        session.withTransaction(
            () -> {
              move(session, from, -amount);
              move(session, to, amount);
              return amount;
            });
      }
    }
    return TRANSFERS;
  }

  private static void move(Session session, int account, int amount) {
    session
        .database("test")
        .collection("accounts")
        .updateOne(
            new Document("_id", account), new Document("$inc", new Document("balance", amount)));
  }

  private int inSql(long seed) throws SQLException {
    var random = new Random(seed);
    int level =
        random.nextBoolean()
            ? Connection.TRANSACTION_READ_COMMITTED
            : Connection.TRANSACTION_REPEATABLE_READ;
    try (var connection = connect();
        var move =
            connection.prepareStatement("UPDATE accounts SET balance = balance + ? WHERE id = ?")) {
      connection.setTransactionIsolation(level);
      connection.setAutoCommit(false);
      for (int i = 0; i < TRANSFERS; i++) {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        int amount = random.nextInt(10);
        while (!transferred(connection, move, from, to, amount)) {
          connection.rollback();
        }
      }
    }
    return TRANSFERS;
  }

  private static boolean transferred(
      Connection connection, PreparedStatement move, int from, int to, int amount)
      throws SQLException {
    try {
      move.setInt(1, -amount);
      move.setInt(2, from);
      assertThat(move.executeUpdate()).isOne();
      move.setInt(1, amount);
      move.setInt(2, to);
      assertThat(move.executeUpdate()).isOne();
      connection.commit();
      return true;
    } catch (SQLTransactionRollbackException conflict) {
      return false;
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // the yield, see readSql
  private int readDocuments() {
    int looks = 0;
    do {
      assertThat(sumOfDocuments(deployment)).isEqualTo(ACCOUNTS * START);
      looks++;
      Thread.yield(); // see readSql
    } while (!done.get());
    return looks;
  }

  private static int sumOfDocuments(Deployment deployment) {
    int sum = 0;
    for (var account : deployment.database("test").collection("accounts").find()) {
      sum += account.getInteger("balance");
    }
    return sum;
  }

  @SuppressWarnings("ThreadPriorityCheck") // the yield
  private int readSql() throws SQLException {
    int looks = 0;
    try (var connection = connect();
        var query = connection.prepareStatement("SELECT SUM(balance) FROM accounts")) {
      do {
        try (var rows = query.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(ACCOUNTS * START);
        }
        looks++;
        // A virtual thread keeps its carrier until it parks or yields, and a read does not park: on
        // a
        // machine with two processors the two readers would leave no turn to the writers.
        Thread.yield();
      } while (!done.get());
    }
    return looks;
  }
}
