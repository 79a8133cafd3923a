package org.duetdb.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.time.SystemTime;
import org.duetdb.tools.history.History.Transaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories of threads that run as they like, half of them on documents and half on SQL, judged by
 * what their level promises. What the threads do is seeded; who is faster is not.
 */
class FreeHistoriesTest {
  private static final int THREADS = 16;

  /** For each thread. */
  private static final int TRANSACTIONS = Integer.getInteger("duet.transactions", 30);

  @ParameterizedTest
  @EnumSource
  void keepWhatTheirLevelPromises(IsolationLevel level)
      throws SQLException, InterruptedException, ExecutionException, TimeoutException {
    try (var contender = HistoryContender.free(level, SystemTime.create())) {
      contender.reset();
      var threads = Executors.newFixedThreadPool(THREADS);
      try {
        var running = new ArrayList<Future<?>>();
        for (var work : work(level, contender)) {
          running.add(threads.submit(work));
        }
        for (var one : running) {
          one.get(5, TimeUnit.MINUTES); // a hang is a failure
        }
      } finally {
        threads.shutdownNow();
      }
      judge(contender.history(), level);
    }
  }

  private static List<Runnable> work(IsolationLevel level, HistoryContender contender) {
    var work = new ArrayList<Runnable>();
    for (int i = 0; i < THREADS; i++) {
      boolean documents = i % 2 == 0;
      var client = contender.client((documents ? "d" : "s") + i);
      var tasks = new RandomTasks(contender.keys(), level, new Random(i), i, THREADS);
      work.add(
          () -> {
            for (int done = 0; done < TRANSACTIONS; done++) {
              tasks.next(documents).forEach(client::perform);
            }
          });
    }
    return work;
  }

  private static void judge(History history, IsolationLevel level) {
    var forbidden = Anomaly.forbiddenAt(level);
    assertThat(HistoryChecker.check(history))
        .as(history::toString)
        .noneMatch(finding -> forbidden.contains(finding.anomaly()));
    assertThat(history.transactions().stream().filter(Transaction::committed).count())
        .isGreaterThan(THREADS * TRANSACTIONS / 4);
  }
}
