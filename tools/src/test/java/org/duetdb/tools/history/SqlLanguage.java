package org.duetdb.tools.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.spi.EngineSession;

/** SQL through JDBC, with statements that are prepared once. */
final class SqlLanguage implements Language {
  private final Keys keys;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private String policy = "default";

  SqlLanguage(String deployment, Keys keys, IsolationLevel level, String label)
      throws SQLException {
    this.keys = keys;
    var properties = new Properties();
    properties.setProperty("label", label);
    properties.setProperty("transaction_isolation", level.sqlName());
    connection = DriverManager.getConnection("jdbc:duet:mem:" + deployment, properties);
  }

  /** Makes the tables that SQL and documents share. */
  static void createTables(String deployment) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duet:mem:" + deployment);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE texts (_id VARCHAR(10) PRIMARY KEY, items VARCHAR(100000))");
      statement.execute(
          "CREATE TABLE registers (_id VARCHAR(10) PRIMARY KEY, grp INTEGER, val INTEGER, seq INTEGER)");
    }
  }

  @Override
  public char letter() {
    return 's';
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public void begin(String wanted) throws SQLException {
    if (!wanted.equals(policy)) {
      try (var statement = connection.createStatement()) {
        statement.execute("SET conflict_policy = " + wanted);
      }
      policy = wanted;
    }
    connection.setAutoCommit(false);
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Override
  public void rollback() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  @Override
  public Optional<List<Integer>> read(String key, boolean lock) throws SQLException {
    var sql =
        keys.isList(key)
            ? "SELECT items FROM texts WHERE _id = ?"
            : "SELECT val FROM registers WHERE _id = ?";
    try (var rows = prepare(sql + (lock ? " FOR UPDATE" : ""), key).executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      return Optional.of(
          keys.isList(key) ? Texts.parse(rows.getString(1)) : Texts.register(rows.getInt(1)));
    }
  }

  @Override
  public void append(String list, int value) throws SQLException {
    var update = prepare("UPDATE texts SET items = items || ? WHERE _id = ?", "," + value, list);
    if (update.executeUpdate() != 1) {
      throw new AssertionError("the list " + list + " was not appended to");
    }
  }

  @Override
  public void write(String register, int value, HistoryLog.Entry entry) throws SQLException {
    if (update(register, value) == 1) {
      try (var rows = prepare("SELECT seq FROM registers WHERE _id = ?", register).executeQuery()) {
        rows.next();
        entry.wrote(register, value, rows.getInt(1));
      }
      return;
    }
    entry.add(new History.Read(register, List.of(), false));
    prepare(
            "INSERT INTO registers (_id, grp, val, seq) VALUES (?, ?, ?, 1)",
            register,
            keys.group(register),
            value)
        .executeUpdate();
    entry.wrote(register, value, 1);
  }

  private int update(String register, int value) throws SQLException {
    return prepare("UPDATE registers SET val = ?, seq = seq + 1 WHERE _id = ?", value, register)
        .executeUpdate();
  }

  @Override
  public void writeAndUndo(String register, int value) throws SQLException {
    var savepoint = connection.setSavepoint("undo");
    update(register, value);
    connection.rollback(savepoint);
  }

  @Override
  public Map<String, Integer> scan(Condition condition) throws SQLException {
    var found = new HashMap<String, Integer>();
    try (var rows = select(condition).executeQuery()) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getInt(2));
      }
    }
    return found;
  }

  private PreparedStatement select(Condition condition) throws SQLException {
    var sql = "SELECT _id, val FROM registers WHERE ";
    if (condition instanceof Condition.Group group) {
      return prepare(sql + "grp = ?", group.group());
    }
    var range = (Condition.Range) condition;
    return prepare(sql + "_id >= ? AND _id <= ?", range.from(), range.to());
  }

  @Override
  public boolean survives(String sqlState) {
    return !sqlState.startsWith("40");
  }

  @Override
  public EngineSession engine() {
    try {
      return connection.unwrap(EngineSession.class);
    } catch (SQLException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
