package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.duetdb.driver.TestDatabase.fails;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparedStatementTest {
  private final TestDatabase database = new TestDatabase();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
    TestDatabase.run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20), price DECIMAL(10, 2), ratio"
            + " DOUBLE, big BIGINT, yes BOOLEAN, bin VARBINARY(20), day_of DATE, at_time TIME,"
            + " moment TIMESTAMP, instant TIMESTAMP WITH TIME ZONE, uid UUID)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Inserts the parameter into a column and reads the column with a getter. */
  private Object roundTrip(String column, Setter setter, Getter getter) throws SQLException {
    try (var insert =
            connection.prepareStatement("INSERT INTO t (id, " + column + ") VALUES (1, ?)");
        var select = connection.prepareStatement("SELECT " + column + " FROM t WHERE id = 1");
        var delete = connection.prepareStatement("DELETE FROM t")) {
      setter.set(insert);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      Object value;
      try (var results = select.executeQuery()) {
        assertThat(results.next()).isTrue();
        value = getter.get(results);
      }
      delete.executeUpdate();
      return value;
    }
  }

  private interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  private interface Getter {
    Object get(ResultSet results) throws SQLException;
  }

  @Test
  void numbersGoThereAndBack() throws SQLException {
    assertThat(roundTrip("big", s -> s.setLong(1, Long.MIN_VALUE), r -> r.getLong(1)))
        .isEqualTo(Long.MIN_VALUE);
    assertThat(roundTrip("big", s -> s.setByte(1, (byte) 7), r -> r.getByte(1)))
        .isEqualTo((byte) 7);
    assertThat(roundTrip("big", s -> s.setShort(1, (short) 7), r -> r.getShort(1)))
        .isEqualTo((short) 7);
    assertThat(roundTrip("ratio", s -> s.setDouble(1, 0.1), r -> r.getDouble(1))).isEqualTo(0.1);
    assertThat(roundTrip("ratio", s -> s.setFloat(1, 0.5f), r -> r.getFloat(1))).isEqualTo(0.5f);
    assertThat(
            roundTrip(
                "price", s -> s.setBigDecimal(1, new BigDecimal("1.50")), r -> r.getBigDecimal(1)))
        .isEqualTo(new BigDecimal("1.50"));
    assertThat(
            roundTrip(
                "price",
                s -> s.setObject(1, Decimal128.parse("1.50")),
                r -> r.getObject(1, Decimal128.class)))
        .isEqualTo(Decimal128.parse("1.50"));
    assertThat(roundTrip("yes", s -> s.setBoolean(1, true), r -> r.getBoolean(1))).isEqualTo(true);
  }

  @Test
  void textsAndBytesGoThereAndBack() throws SQLException {
    byte[] bytes = {1, 2, 3};

    assertThat(roundTrip("name", s -> s.setString(1, "ä"), r -> r.getString(1))).isEqualTo("ä");
    assertThat(
            roundTrip(
                "name",
                s -> s.setCharacterStream(1, new StringReader("abc"), 2),
                r -> r.getString(1)))
        .isEqualTo("ab");
    assertThat(
            roundTrip("name", s -> s.setClob(1, new DuetClob("abc")), r -> r.getClob(1).length()))
        .isEqualTo(3L);
    assertThat(roundTrip("bin", s -> s.setBytes(1, bytes), r -> r.getBytes(1))).isEqualTo(bytes);
    assertThat(
            roundTrip(
                "bin",
                s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes)),
                r -> r.getBlob(1).getBytes(1, 3)))
        .isEqualTo(bytes);
    fails(
        "22023",
        () ->
            roundTrip(
                "name",
                s -> s.setCharacterStream(1, new StringReader("abc"), 4),
                r -> r.getString(1)));
  }

  @Test
  void timesGoThereAndBackInBothFamiliesOfClasses() throws SQLException {
    var day = LocalDate.of(2024, 2, 29);
    var time = LocalTime.of(8, 30, 0, 123_000_000);
    var moment = LocalDateTime.of(day, time);
    var instant = Instant.parse("2024-02-29T08:30:00.123Z");

    assertThat(roundTrip("day_of", s -> s.setObject(1, day), r -> r.getObject(1, LocalDate.class)))
        .isEqualTo(day);
    assertThat(roundTrip("day_of", s -> s.setDate(1, Date.valueOf(day)), r -> r.getDate(1)))
        .isEqualTo(Date.valueOf(day));
    assertThat(
            roundTrip("at_time", s -> s.setObject(1, time), r -> r.getObject(1, LocalTime.class)))
        .isEqualTo(time);
    assertThat(roundTrip("at_time", s -> s.setTime(1, Time.valueOf("08:30:00")), r -> r.getTime(1)))
        .isEqualTo(Time.valueOf("08:30:00"));
    assertThat(
            roundTrip(
                "moment", s -> s.setObject(1, moment), r -> r.getObject(1, LocalDateTime.class)))
        .isEqualTo(moment);
    assertThat(
            roundTrip(
                "moment",
                s -> s.setTimestamp(1, Timestamp.valueOf(moment)),
                r -> r.getTimestamp(1)))
        .isEqualTo(Timestamp.valueOf(moment));
    assertThat(
            roundTrip(
                "instant",
                s -> s.setObject(1, instant.atOffset(java.time.ZoneOffset.ofHours(2))),
                r -> r.getObject(1, OffsetDateTime.class)))
        .isEqualTo(instant.atOffset(java.time.ZoneOffset.UTC));
    assertThat(
            roundTrip(
                "instant",
                s -> s.setTimestamp(1, Timestamp.from(instant)),
                r -> r.getObject(1, Instant.class)))
        .isEqualTo(instant);
  }

  @Test
  void aCalendarChoosesTheZoneOfJdbcsClasses() throws SQLException {
    var tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    var stamp = Timestamp.from(Instant.parse("2024-02-29T20:30:00Z"));

    assertThat(
            roundTrip(
                "moment",
                s -> s.setTimestamp(1, stamp, tokyo),
                r -> r.getObject(1, LocalDateTime.class)))
        .isEqualTo(LocalDateTime.parse("2024-03-01T05:30"));
    assertThat(
            roundTrip(
                "moment", s -> s.setTimestamp(1, stamp, tokyo), r -> r.getTimestamp(1, tokyo)))
        .isEqualTo(stamp);
    assertThat(
            roundTrip(
                "day_of",
                s -> s.setDate(1, new Date(stamp.getTime()), tokyo),
                r -> r.getObject(1, LocalDate.class)))
        .isEqualTo(LocalDate.parse("2024-03-01"));
  }

  @Test
  void otherObjectsGoThereAndBack() throws SQLException {
    var id = UUID.fromString("12345678-1234-1234-1234-123456789abc");

    assertThat(roundTrip("uid", s -> s.setObject(1, id), r -> r.getObject(1))).isEqualTo(id);
    assertThat(roundTrip("name", s -> s.setObject(1, 7, Types.VARCHAR), r -> r.getString("name")))
        .isEqualTo("7");
    assertThat(
            roundTrip(
                "price", s -> s.setObject(1, "1.255", Types.DECIMAL, 2), r -> r.getBigDecimal(1)))
        .isEqualTo(new BigDecimal("1.26"));
    assertThat(
            roundTrip(
                "big",
                s -> s.setObject(1, "7", java.sql.JDBCType.BIGINT),
                r -> r.getObject(1, Integer.class)))
        .isEqualTo(7);
  }

  @Test
  void nullIsNullForEveryGetter() throws SQLException {
    assertThat(roundTrip("name", s -> s.setNull(1, Types.VARCHAR), r -> r.getString(1))).isNull();
    assertThat(roundTrip("name", s -> s.setString(1, null), r -> r.getObject(1))).isNull();
    assertThat(roundTrip("moment", s -> s.setTimestamp(1, null), r -> r.getTimestamp(1))).isNull();
    assertThat(
            roundTrip(
                "big",
                s -> s.setObject(1, null),
                r -> r.getLong(1) + (r.wasNull() ? " was null" : "")))
        .isEqualTo("0 was null");
  }

  @Test
  void documentsOfACollectionAreNestedObjects() throws SQLException {
    var documents = database.deployment().database("test").collection("people");
    var oid = new ObjectId("65e0f1a2b3c4d5e6f7a8b9c0");
    documents.insertOne(
        new Document("_id", oid)
            .append("address", new Document("city", "Bern"))
            .append("tags", List.of("a", "b"))
            .append("since", java.util.Date.from(Instant.EPOCH)));

    try (var select =
        connection.prepareStatement("SELECT _id, address, tags, since FROM people WHERE _id = ?")) {
      select.setObject(1, oid);
      try (var results = select.executeQuery()) {
        assertThat(results.next()).isTrue();
        assertThat(results.getObject("_id")).isEqualTo(oid);
        assertThat(results.getString("_id")).isEqualTo(oid.toHexString());
        assertThat(results.getObject("address")).isEqualTo(new Document("city", "Bern"));
        assertThat((Object) results.getObject("address", Map.class))
            .isEqualTo(new Document("city", "Bern"));
        assertThat(results.getString("address")).isEqualTo("{\"city\": \"Bern\"}");
        assertThat(results.getObject("address", java.sql.Struct.class).getAttributes())
            .containsExactly("Bern");
        assertThat((Object[]) results.getArray("tags").getArray()).containsExactly("a", "b");
        assertThat(results.getObject("since", Instant.class)).isEqualTo(Instant.EPOCH);
        assertThat(results.getTimestamp("since")).isEqualTo(new Timestamp(0));
      }
    }
  }

  @Test
  void nestedParametersAreStoredAsNestedValues() throws SQLException {
    database.deployment().database("test").createCollection("people");
    try (var insert =
        connection.prepareStatement("INSERT INTO people (_id, address, tags) VALUES (?, ?, ?)")) {
      insert.setInt(1, 1);
      insert.setObject(2, Map.of("city", "Bern"));
      insert.setArray(3, connection.createArrayOf("VARCHAR", new Object[] {"a", "b"}));
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }

    assertThat(database.deployment().database("test").collection("people").find().first())
        .contains(
            new Document("_id", 1)
                .append("address", new Document("city", "Bern"))
                .append("tags", List.of("a", "b")));
  }

  @Test
  void aStatementIsExecutedAgainWithOtherValues() throws SQLException {
    TestDatabase.run(connection, "INSERT INTO t (id, name) VALUES (1, 'one'), (2, 'two')");
    try (var select = connection.prepareStatement("SELECT name FROM t WHERE id = ?")) {
      select.setInt(1, 1);
      var first = select.executeQuery();
      select.setInt(1, 2);
      assertThat(first.next()).isTrue();
      assertThat(first.getString(1)).isEqualTo("one");
      var second = select.executeQuery();

      assertThat(first.isClosed()).isTrue();
      assertThat(second.next()).isTrue();
      assertThat(second.getString(1)).isEqualTo("two");
      assertThat(second.next()).isFalse();
    }
  }

  @Test
  void changingAParameterDoesNotDisturbAResultThatIsStillRead() throws SQLException {
    TestDatabase.run(connection, "INSERT INTO t (id, name) VALUES (1, 'a'), (2, 'a'), (3, 'b')");
    try (var select = connection.prepareStatement("SELECT id FROM t WHERE name = ?")) {
      select.setString(1, "a");
      try (var results = select.executeQuery()) {
        assertThat(results.next()).isTrue();
        select.setString(1, "b");
        assertThat(results.next()).isTrue();
        assertThat(results.next()).isFalse();
      }
    }
  }

  @Test
  void aMissingOrWrongParameterIsRefused() throws SQLException {
    try (var select = connection.prepareStatement("SELECT * FROM t WHERE id = ? OR id = ?")) {
      select.setInt(1, 1);
      fails("07001", select::executeQuery);
      fails("22023", () -> select.setInt(3, 1));
      fails("22023", () -> select.setInt(0, 1));
      fails("22023", () -> select.setObject(1, Thread.currentThread()));
      fails("HYC00", () -> select.setRowId(1, null));
      fails("HYC00", () -> select.setRef(1, null));
      select.setInt(2, 1);
      assertThat(select.executeQuery().next()).isFalse();
      select.clearParameters();
      fails("07001", select::executeQuery);
    }
  }

  @Test
  void aPreparedStatementTakesNoOtherText() throws SQLException {
    try (var select = connection.prepareStatement("SELECT * FROM t")) {
      fails("55000", () -> select.executeQuery("SELECT 1"));
      fails("55000", () -> select.executeUpdate("DELETE FROM t"));
      fails("55000", () -> select.execute("DELETE FROM t"));
      fails("55000", () -> select.addBatch("DELETE FROM t"));
      fails("42809", select::executeUpdate);
    }
  }

  @Test
  void aTextOfSeveralStatementsNumbersItsParametersThrough() throws SQLException {
    TestDatabase.run(connection, "INSERT INTO t (id, name) VALUES (1, 'one')");
    try (var both =
        connection.prepareStatement(
            "UPDATE t SET name = ? WHERE id = ?; SELECT name FROM t WHERE id = ?")) {
      both.setString(1, "uno");
      both.setInt(2, 1);
      both.setInt(3, 1);

      assertThat(both.execute()).isFalse();
      assertThat(both.getUpdateCount()).isEqualTo(1);
      assertThat(both.getMoreResults()).isTrue();
      assertThat(both.getResultSet().next()).isTrue();
      assertThat(both.getResultSet().getString(1)).isEqualTo("uno");
      fails("HYC00", both::executeBatch);
    }
  }

  @Test
  void aBatchRunsWithEachSetOfParameters() throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO t (id, name) VALUES (?, ?)")) {
      for (int i = 1; i <= 3; i++) {
        insert.setInt(1, i);
        insert.setString(2, "n" + i);
        insert.addBatch();
      }

      assertThat(insert.executeLargeBatch()).containsExactly(1, 1, 1);
      assertThat(insert.executeBatch()).isEmpty();
    }
    assertThat(database.query("SELECT name FROM t ORDER BY id")).containsExactly("n1", "n2", "n3");
  }

  @Test
  void aFailingBatchStopsAtTheFailure() throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO t (id) VALUES (?)")) {
      for (int id : new int[] {1, 2, 1, 3}) {
        insert.setInt(1, id);
        insert.addBatch();
      }

      var failure = catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);

      assertThat(failure.getUpdateCounts()).containsExactly(1, 1);
      assertThat(failure.getSQLState()).isEqualTo("23505");
    }
    assertThat(database.query("SELECT COUNT(*) FROM t")).containsExactly("2");
  }

  @Test
  void aBatchCollectsTheGeneratedKeysOfAllItsRows() throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO t (id) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      for (int id : new int[] {3, 5, 4}) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      insert.executeBatch();

      var returned = new ArrayList<Integer>();
      try (var keys = insert.getGeneratedKeys()) {
        while (keys.next()) {
          returned.add(keys.getInt(1));
        }
      }
      assertThat(returned).containsExactly(3, 5, 4);
    }
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO t (id, name) VALUES (9, 'x')", new String[] {"name", "id"})) {
      insert.executeUpdate();
      var keys = insert.getGeneratedKeys();
      assertThat(keys.next()).isTrue();
      assertThat(keys.getString("name") + keys.getInt("id")).isEqualTo("x9");
    }
  }

  @Test
  void metadataIsThereBeforeTheExecution() throws SQLException {
    try (var select =
            connection.prepareStatement("SELECT id, name AS n FROM t WHERE id = ? AND price < ?");
        var update = connection.prepareStatement("UPDATE t SET name = ? WHERE id = ?")) {
      assertThat(select.getMetaData().getColumnCount()).isEqualTo(2);
      assertThat(select.getMetaData().getColumnLabel(2)).isEqualToIgnoringCase("n");
      assertThat(update.getMetaData()).isNull();
      ParameterMetaData parameters = select.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(2);
      assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
      assertThat(parameters.getParameterTypeName(1)).isEqualTo("INTEGER");
      assertThat(parameters.getParameterClassName(2)).isEqualTo("java.math.BigDecimal");
      assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
      assertThat(parameters.isNullable(1)).isEqualTo(ParameterMetaData.parameterNullableUnknown);
      assertThat(parameters.isSigned(2)).isTrue();
      assertThat(parameters.getPrecision(2)).isPositive();
      assertThat(parameters.getScale(1)).isZero();
      fails("22023", () -> parameters.getParameterType(3));
    }
  }
}
