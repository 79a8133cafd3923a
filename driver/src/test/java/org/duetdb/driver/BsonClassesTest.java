package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bson library's classes as parameters and as results. */
final class BsonClassesTest {
  private static final ObjectId ID = new ObjectId("507f1f77bcf86cd799439011");
  private static final Instant MOMENT = Instant.parse("2024-02-29T01:02:03.004Z");

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duet:mem:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private <T> T sent(Object value, Class<T> wanted) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT ?")) {
      statement.setObject(1, value);
      try (var results = statement.executeQuery()) {
        results.next();
        return results.getObject(1, wanted);
      }
    }
  }

  @Test
  void aValueComesBackAsTheClassThatBsonHasForIt() throws SQLException {
    assertThat(sent(ID, BsonObjectId.class)).isEqualTo(new BsonObjectId(ID));
    assertThat(sent(5, BsonInt32.class)).isEqualTo(new BsonInt32(5));
    assertThat(sent(new BsonInt64(5), BsonValue.class)).isEqualTo(new BsonInt64(5));
    assertThat(sent(new Decimal128(5), BsonDecimal128.class))
        .isEqualTo(new BsonDecimal128(new Decimal128(5)));
    assertThat(sent(MOMENT, BsonDateTime.class)).isEqualTo(new BsonDateTime(MOMENT.toEpochMilli()));
    assertThat(sent(List.of(1, 2), BsonArray.class))
        .containsExactly(new BsonInt32(1), new BsonInt32(2));
    assertThat(sent(new MaxKey(), BsonMaxKey.class)).isEqualTo(new BsonMaxKey());
  }

  @Test
  void binaryDataIsAParameter() throws SQLException {
    assertThat(sent(new Binary(new byte[] {1, 2}), byte[].class)).containsExactly(1, 2);
    assertThat(sent(new byte[] {3}, BsonBinary.class)).isEqualTo(new BsonBinary(new byte[] {3}));
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, b BYTEA)");
    }
    try (var statement = connection.prepareStatement("INSERT INTO t VALUES (1, ?)")) {
      statement.setObject(1, new Binary(new byte[] {4}));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void aDocumentOrAMapIsAParameterOfAMap() throws SQLException {
    TestDatabase.run(connection, "CREATE TABLE t (id INT PRIMARY KEY, m MAP<VARCHAR, INT>)");
    try (var insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      insert.setInt(1, 1);
      insert.setObject(2, new Document("x", 1));
      insert.executeUpdate();
      insert.setInt(1, 2);
      insert.setObject(2, Map.of("x", 2));
      insert.executeUpdate();
      insert.setObject(2, "no map");
      TestDatabase.fails("42804", insert::executeUpdate);
    }
    assertThat(TestDatabase.query(connection, "SELECT m['x'] FROM t ORDER BY id"))
        .containsExactly("1", "2");
  }

  @Test
  void momentsWithAZoneAreInstantsWhereNoTypeIsKnown() throws SQLException {
    var zoned = MOMENT.atOffset(ZoneOffset.ofHours(2));
    assertThat(sent(zoned, Instant.class)).isEqualTo(MOMENT);
    assertThat(sent(zoned.toZonedDateTime(), Instant.class)).isEqualTo(MOMENT);
  }

  @Test
  void aClassOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> sent(5, BsonInt64.class)).isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> sent(Duration.ZERO, Object.class))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("there is no SQL value for a java.time.Duration");
  }
}
