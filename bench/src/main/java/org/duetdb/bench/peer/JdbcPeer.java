package org.duetdb.bench.peer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;

/** A database behind JDBC: the same statements for all. */
public final class JdbcPeer implements Peer {
  private static final int BATCH = 1_000;

  private final String url;
  private final Connection keeper;

  /** A product, by the beginning and the end of its URL. */
  enum Product {
    DUET("jdbc:duet:mem:", ""),
    // H2 keeps the result of its last query; that is not what is measured here.
    H2("jdbc:h2:mem:", ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;OPTIMIZE_REUSE_RESULTS=0");

    private final String before;
    private final String after;

    Product(String before, String after) {
      this.before = before;
      this.after = after;
    }

    /** The product that a contender is. */
    static Product of(String contender) {
      return switch (contender) {
        case "duet-sql" -> DUET;
        case "h2" -> H2;
        default -> throw new IllegalArgumentException("no database is called " + contender);
      };
    }
  }

  private JdbcPeer(Product product) {
    url = product.before + "bench-" + UUID.randomUUID() + product.after;
    try {
      keeper = connect();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The database of that name, loaded. */
  public static JdbcPeer open(String contender, int items, int accounts) {
    var peer = new JdbcPeer(Product.of(contender));
    peer.load(items, accounts);
    return peer;
  }

  /** Another connection to it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public void load(int items, int accounts) {
    try (var create = keeper.createStatement()) {
      create.execute(
          "CREATE TABLE items (id INT PRIMARY KEY, cust INT, name VARCHAR(40), email VARCHAR(60),"
              + " age INT, price DOUBLE PRECISION, active BOOLEAN, n BIGINT, city VARCHAR(30),"
              + " zip VARCHAR(10), tags VARCHAR(60))");
      create.execute("CREATE INDEX items_cust ON items (cust)");
      create.execute("CREATE TABLE accounts (id INT PRIMARY KEY, balance INT NOT NULL)");
      loadItems(items);
      loadAccounts(accounts);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void loadItems(int items) {
    try (var client = client()) {
      var batch = new ArrayList<Item>(BATCH);
      for (int id = 0; id < items; id++) {
        batch.add(Item.of(id, items));
        if (batch.size() == BATCH || id == items - 1) {
          client.insertAll(batch);
          batch.clear();
        }
      }
    }
  }

  private void loadAccounts(int accounts) throws SQLException {
    try (var insert = keeper.prepareStatement("INSERT INTO accounts VALUES (?, ?)")) {
      for (int id = 0; id < accounts; id++) {
        insert.setInt(1, id);
        insert.setInt(2, BALANCE);
        insert.executeUpdate();
      }
    }
  }

  @Override
  public Client client() {
    try {
      return new JdbcClient(connect());
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    try (keeper;
        var shutdown = keeper.createStatement()) {
      shutdown.execute("SHUTDOWN");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
