package org.duetdb.bench;

import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.duetdb.bench.peer.Item;
import org.duetdb.bench.peer.JdbcClient;
import org.duetdb.bench.peer.Peer;

/** What {@link Ratios} compares: one operation, by how many threads, and what Duet wants of it. */
enum Workload {
  GET("get by id", 1, 5, 2, (client, ids) -> client.get(any())),
  INCREMENT("increment, any document", 1, 8, 2, (client, ids) -> client.increment(any())),
  COMPARE_AND_SET("compare and set", 2, 6, 0, (client, ids) -> compareAndSet(client)),
  HOT("increment, one hot document", 1, 8, 0, (client, ids) -> client.increment(0)),
  HOT_BY_8("increment, one hot document", 8, 8, 0, (client, ids) -> client.increment(0)),
  HOT_BY_64("increment, one hot document", 64, 8, 0, (client, ids) -> client.increment(0)),
  TRANSFER("transfer", 8, 5, 0, (client, ids) -> transfer(client)),
  INDEX_EQUALITY("ten by an index", 1, 4, 0, (client, ids) -> client.ofCustomer(customer())),
  INDEX_RANGE("a hundred by a range", 1, 3, 0, (client, ids) -> range(client)),
  SCAN("scan with a filter", 1, 4, 1.5, (client, ids) -> client.countCheaperThan(5.0)),
  INSERT_ONE("insert", 1, 5, 0, (client, ids) -> client.insert(fresh(ids))),
  INSERT_BATCH("insert a batch of 1,000", 1, 6, 0, Workload::insertBatch),
  REPEATED_TEXT("text not prepared", 1, 0, 1, sql(1, JdbcClient::repeatedText)),
  GROUPING("grouping of 100,000", 1, 0, 1.5, sql(100, JdbcClient::grouping)),
  JOIN("join of 100,000 with 1,000", 1, 0, 1.5, sql(Loaded.ITEMS, JdbcClient::join));

  private static final int BATCH = 1_000;
  private static final int CUSTOMERS = Loaded.ITEMS / Item.PER_CUSTOMER;
  private static final int SPAN = 10;

  /** The operation; {@code ids} counts new documents. */
  interface Operation {
    void run(Peer.Client client, AtomicInteger ids);
  }

  final String title;
  final int threads;
  private final double goal;
  private final double goalOfSql;
  final Operation operation;

  Workload(String title, int threads, double goal, double goalOfSql, Operation operation) {
    this.title = title;
    this.threads = threads;
    this.goal = goal;
    this.goalOfSql = goalOfSql;
    this.operation = operation;
  }

  /** How much faster than H2 a contender is to be; 0 where nothing is asked of it. */
  double goal(String contender) {
    return contender.equals("duet") ? goal : goalOfSql;
  }

  /** Whether each slice begins with an empty collection. */
  boolean fillsUp() {
    return this == INSERT_ONE || this == INSERT_BATCH;
  }

  /** What only SQL can be asked, and what it must answer. */
  private static Operation sql(long expected, ToLongFunction<JdbcClient> query) {
    return (client, ids) -> {
      long answer = query.applyAsLong((JdbcClient) client);
      if (answer != expected) {
        throw new IllegalStateException("the answer is " + answer + " and not " + expected);
      }
    };
  }

  private static int any() {
    return ThreadLocalRandom.current().nextInt(Loaded.ITEMS);
  }

  private static int customer() {
    return ThreadLocalRandom.current().nextInt(CUSTOMERS);
  }

  private static void compareAndSet(Peer.Client client) {
    int id = any();
    long n = client.get(id).n();
    client.compareAndSet(id, n, n + 1);
  }

  private static void transfer(Peer.Client client) {
    var random = ThreadLocalRandom.current();
    int from = random.nextInt(Loaded.ACCOUNTS);
    int to = (from + 1 + random.nextInt(Loaded.ACCOUNTS - 1)) % Loaded.ACCOUNTS;
    client.transfer(from, to, 1);
  }

  private static void range(Peer.Client client) {
    int from = ThreadLocalRandom.current().nextInt(CUSTOMERS - SPAN);
    client.ofCustomers(from, from + SPAN);
  }

  private static Item fresh(AtomicInteger ids) {
    return Item.of(ids.getAndIncrement(), Loaded.ITEMS);
  }

  private static void insertBatch(Peer.Client client, AtomicInteger ids) {
    var batch = new ArrayList<Item>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      batch.add(fresh(ids));
    }
    client.insertAll(batch);
  }
}
