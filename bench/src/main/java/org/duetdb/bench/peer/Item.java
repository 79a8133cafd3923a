package org.duetdb.bench.peer;

import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * The document of all workloads: ten fields, one of them nested, one an array, 238 bytes as BSON.
 *
 * @param cust an indexed field; ten items share one value
 * @param n what increments count in
 */
public record Item(
    @BsonId int id,
    int cust,
    String name,
    String email,
    int age,
    double price,
    boolean active,
    long n,
    Address address,
    List<String> tags) {

  /** The nested field. */
  public record Address(String city, String zip) {}

  /** How many items share a value of {@code cust}. */
  public static final int PER_CUSTOMER = 10;

  /** The item with that id among {@code count}; a pure function, so that all contenders agree. */
  public static Item of(int id, int count) {
    return new Item(
        id,
        id % Math.max(1, count / PER_CUSTOMER),
        "Customer Number " + id,
        "customer" + id + "@example.org",
        18 + id % 60,
        id % 1_000 / 10.0,
        id % 2 == 0,
        0,
        new Address("City " + id % 100, "Z" + (10_000 + id % 1_000)),
        List.of("red", "green" + id % 10, "blue"));
  }
}
