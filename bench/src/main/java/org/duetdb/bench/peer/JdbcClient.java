package org.duetdb.bench.peer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One connection with its prepared statements, and what only SQL can be asked. */
public final class JdbcClient implements Peer.Client {
  private static final String COLUMNS =
      "id, cust, name, email, age, price, active, n, city, zip, tags";

  private final Connection connection;
  private final PreparedStatement get;
  private final PreparedStatement increment;
  private final PreparedStatement compareAndSet;
  private final PreparedStatement move;
  private final PreparedStatement balance;
  private final PreparedStatement insert;
  private final PreparedStatement cheaper;
  private final PreparedStatement ofCustomer;
  private final PreparedStatement ofCustomers;
  private final PreparedStatement sum;
  private final PreparedStatement join;
  private final PreparedStatement grouping;
  private final Statement plain;

  JdbcClient(Connection connection) throws SQLException {
    this.connection = connection;
    get = connection.prepareStatement("SELECT " + COLUMNS + " FROM items WHERE id = ?");
    increment = connection.prepareStatement("UPDATE items SET n = n + 1 WHERE id = ?");
    compareAndSet = connection.prepareStatement("UPDATE items SET n = ? WHERE id = ? AND n = ?");
    move = connection.prepareStatement("UPDATE accounts SET balance = balance + ? WHERE id = ?");
    balance = connection.prepareStatement("SELECT balance FROM accounts WHERE id = ?");
    insert = connection.prepareStatement("INSERT INTO items VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    cheaper = connection.prepareStatement("SELECT COUNT(*) FROM items WHERE price < ?");
    ofCustomer = connection.prepareStatement("SELECT " + COLUMNS + " FROM items WHERE cust = ?");
    ofCustomers =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM items WHERE cust >= ? AND cust < ?");
    sum = connection.prepareStatement("SELECT SUM(balance) FROM accounts");
    join =
        connection.prepareStatement(
            "SELECT COUNT(*), SUM(a.balance) FROM items i JOIN accounts a ON a.id = i.age");
    grouping =
        connection.prepareStatement("SELECT city, COUNT(*), AVG(price) FROM items GROUP BY city");
    plain = connection.createStatement();
  }

  /** JDBC's checked exceptions end a measurement. */
  private interface Work<R> {
    R run() throws SQLException;
  }

  private static <R> R unchecked(Work<R> work) {
    try {
      return work.run();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public Item get(int id) {
    return unchecked(
        () -> {
          get.setInt(1, id);
          try (var rows = get.executeQuery()) {
            rows.next();
            return item(rows);
          }
        });
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getInt(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        row.getDouble(6),
        row.getBoolean(7),
        row.getLong(8),
        new Item.Address(row.getString(9), row.getString(10)),
        List.of(row.getString(11).split(",")));
  }

  private static List<Item> items(PreparedStatement query) throws SQLException {
    var items = new ArrayList<Item>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        items.add(item(rows));
      }
    }
    return items;
  }

  @Override
  public void increment(int id) {
    unchecked(
        () -> {
          increment.setInt(1, id);
          return increment.executeUpdate();
        });
  }

  @Override
  public boolean compareAndSet(int id, long expected, long next) {
    return unchecked(
        () -> {
          compareAndSet.setLong(1, next);
          compareAndSet.setInt(2, id);
          compareAndSet.setLong(3, expected);
          return compareAndSet.executeUpdate() == 1;
        });
  }

  @Override
  public int transfer(int from, int to, int amount) {
    return transaction(
        Connection.TRANSACTION_REPEATABLE_READ,
        () -> {
          move(from, -amount);
          move(to, amount);
          return null;
        });
  }

  private void move(int account, int amount) throws SQLException {
    move.setInt(1, amount);
    move.setInt(2, account);
    move.executeUpdate();
  }

  @Override
  public int readAndWrite(int[] read, int write, Peer.Isolation isolation) {
    return transaction(
        switch (isolation) {
          case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
          case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
          case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
        },
        () -> {
          int total = 0;
          for (int id : read) {
            balance.setInt(1, id);
            try (var rows = balance.executeQuery()) {
              rows.next();
              total += rows.getInt(1);
            }
          }
          move(write, total == 0 ? 0 : 1);
          return null;
        });
  }

  private int transaction(int level, Work<Void> work) {
    return unchecked(
        () -> {
          if (connection.getTransactionIsolation() != level) {
            connection.setTransactionIsolation(level);
          }
          connection.setAutoCommit(false);
          for (int attempt = 0; ; attempt++) {
            try {
              work.run();
              connection.commit();
              connection.setAutoCommit(true);
              return attempt;
            } catch (SQLException conflict) {
              if (!conflict.getSQLState().startsWith("40")) {
                throw conflict;
              }
              connection.rollback();
              BackOff.pause(attempt);
            }
          }
        });
  }

  private void bind(Item item) throws SQLException {
    insert.setInt(1, item.id());
    insert.setInt(2, item.cust());
    insert.setString(3, item.name());
    insert.setString(4, item.email());
    insert.setInt(5, item.age());
    insert.setDouble(6, item.price());
    insert.setBoolean(7, item.active());
    insert.setLong(8, item.n());
    insert.setString(9, item.address().city());
    insert.setString(10, item.address().zip());
    insert.setString(11, String.join(",", item.tags()));
  }

  @Override
  public void insert(Item item) {
    unchecked(
        () -> {
          bind(item);
          return insert.executeUpdate();
        });
  }

  @Override
  public void insertAll(List<Item> items) {
    unchecked(
        () -> {
          for (var item : items) {
            bind(item);
            insert.addBatch();
          }
          return insert.executeBatch();
        });
  }

  @Override
  public long countCheaperThan(double price) {
    return unchecked(
        () -> {
          cheaper.setDouble(1, price);
          return number(cheaper);
        });
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public List<Item> ofCustomer(int cust) {
    return unchecked(
        () -> {
          ofCustomer.setInt(1, cust);
          return items(ofCustomer);
        });
  }

  @Override
  public List<Item> ofCustomers(int from, int to) {
    return unchecked(
        () -> {
          ofCustomers.setInt(1, from);
          ofCustomers.setInt(2, to);
          return items(ofCustomers);
        });
  }

  @Override
  public long sumOfBalances() {
    return unchecked(() -> number(sum));
  }

  /** 100,000 items, each with one of 1,000 accounts; answers how many pairs there are. */
  public long join() {
    return unchecked(() -> number(join));
  }

  /** 100,000 items in 100 groups; answers how many groups there are. */
  public int grouping() {
    return unchecked(() -> count(grouping.executeQuery()));
  }

  /** A point query as text, the same again and again; answers how many rows it has. */
  public int repeatedText() {
    return unchecked(
        () -> count(plain.executeQuery("SELECT name, email FROM items WHERE id = 4711")));
  }

  private static int count(ResultSet result) throws SQLException {
    try (result) {
      int count = 0;
      while (result.next()) {
        count++;
      }
      return count;
    }
  }

  @Override
  public void close() {
    unchecked(
        () -> {
          connection.close();
          return null;
        });
  }
}
