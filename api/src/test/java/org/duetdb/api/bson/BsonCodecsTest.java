package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.junit.jupiter.api.Test;

class BsonCodecsTest {
  /** A record with nested and generic parts. */
  public record Order(
      int _id, String customer, List<Line> lines, Map<String, Integer> tags, Instant at) {}

  /** A part of an {@link Order}. */
  public record Line(String product, double price) {}

  /** A class that follows the bean conventions. */
  public static final class Customer {
    private String name = "";
    private UUID token = new UUID(0, 0);

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public UUID getToken() {
      return token;
    }

    public void setToken(UUID token) {
      this.token = token;
    }
  }

  @Test
  void recordsSurviveEncodingAndDecoding() {
    Codec<Order> codec = BsonCodecs.defaultRegistry().get(Order.class);
    Order order = new Order(1, "Ada", List.of(new Line("pen", 1.5)), Map.of("x", 2), Instant.EPOCH);

    byte[] bytes = BsonCodecs.encode(order, codec);

    assertThat(BsonCodecs.decode(bytes, codec)).isEqualTo(order);
  }

  @Test
  void beansSurviveAndTheirUuidsAreBinaryOfSubtypeFour() {
    Codec<Customer> codec = BsonCodecs.defaultRegistry().get(Customer.class);
    Customer customer = new Customer();
    customer.setName("Ada");
    customer.setToken(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));

    byte[] bytes = BsonCodecs.encode(customer, codec);

    assertThat(BsonText.ofDocument(bytes))
        .contains("token: UUID(\"00112233-4455-6677-8899-aabbccddeeff\")");
    assertThat(BsonCodecs.decode(bytes, codec).getToken()).isEqualTo(customer.getToken());
  }

  @Test
  void filtersMayBeWrittenAsDocuments() {
    BsonDocument filter = BsonCodecs.document(new Document("a", List.of(1, "x")));

    assertThat(filter).isEqualTo(BsonDocument.parse("{a: [1, 'x']}"));
  }

  @Test
  void everyTypeSurvivesTheWayThroughASlice() {
    BsonDocument all =
        BsonDocument.parse(
            "{a: 1, b: {$numberLong: '2'}, c: 1.5, d: 'x', e: {f: [1]}, g: [{}], h: null, i: true,"
                + " j: {$date: {$numberLong: '5'}}, k: {$oid: '507f1f77bcf86cd799439011'}, l:"
                + " {$binary: {base64: 'AQ==', subType: '00'}}, m: {$timestamp: {t: 1, i: 2}}, n:"
                + " {$regularExpression: {pattern: 'x', options: 'i'}}, o: {$minKey: 1}, p:"
                + " {$numberDecimal: '1.50'}, q: {$code: 'x', $scope: {y: 1}}, r: {$symbol: 's'}}");

    all.forEach(
        (name, value) -> assertThat(BsonSlice.of(value).toBsonValue()).as(name).isEqualTo(value));
  }
}
