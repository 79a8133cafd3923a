package org.duetdb.bench.peer;

import java.util.List;

/** A contender, loaded with items and accounts. */
public interface Peer extends AutoCloseable {
  /** Balance of each account at the beginning. */
  int BALANCE = 1_000;

  /** Fills in items and accounts, and creates the index on {@code cust}. */
  void load(int items, int accounts);

  /** A view of its own for one thread. */
  Client client();

  @Override
  void close();

  /** What one thread asks. Not thread-safe. */
  interface Client extends AutoCloseable {
    Item get(int id);

    /** Adds one to {@code n}. */
    void increment(int id);

    /** Sets {@code n} to {@code next} if it is {@code expected}. */
    boolean compareAndSet(int id, long expected, long next);

    /** Moves an amount in one transaction; answers how often it had to be run again. */
    int transfer(int from, int to, int amount);

    /** Reads the balances of accounts, and changes one of them, in one transaction; as above. */
    int readAndWrite(int[] read, int write, Isolation isolation);

    void insert(Item item);

    void insertAll(List<Item> items);

    /** How many items cost less. A scan: there is no index on the price. */
    long countCheaperThan(double price);

    /** The items of a customer, by the index. */
    List<Item> ofCustomer(int cust);

    /** The items of the customers from one (inclusive) to another (exclusive), by the index. */
    List<Item> ofCustomers(int from, int to);

    /** The sum of all balances. */
    long sumOfBalances();

    @Override
    void close();
  }

  /** Isolation levels by the name that a contender has for them. */
  enum Isolation {
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE
  }

  /** The contender of that name. */
  static Peer open(String name, int items, int accounts) {
    if (!name.equals("duet")) {
      return JdbcPeer.open(name, items, accounts);
    }
    var peer = new DuetDocuments();
    peer.load(items, accounts);
    return peer;
  }
}
