package org.duetdb.api.spi;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Which index an operation must use, whatever the planner thinks; one that does not exist, or that
 * does not have every document wanted, is refused.
 *
 * @param name the index's name
 * @param keyPattern the index's keys, for example {@code {a: 1, b: -1}}
 * @param natural whether no index may be used
 */
public record IndexHint(Optional<String> name, Optional<BsonDocument> keyPattern, boolean natural) {

  /** No index. */
  public static final IndexHint NATURAL = new IndexHint(Optional.empty(), Optional.empty(), true);

  private static final String ID = "_id";

  /** By name. */
  public static IndexHint named(String name) {
    return new IndexHint(Optional.of(name), Optional.empty(), false);
  }

  /** By keys, or {@code {$natural: 1}} for a scan of the collection. */
  public static IndexHint of(BsonDocument keyPattern) {
    return keyPattern.containsKey("$natural")
        ? NATURAL
        : new IndexHint(Optional.empty(), Optional.of(keyPattern), false);
  }

  /** Whether the index of {@code _id} is meant, which every collection has. */
  public boolean isForId() {
    return name.map("_id_"::equals)
        .or(() -> keyPattern.map(keys -> keys.size() == 1 && keys.containsKey(ID)))
        .orElse(false);
  }

  /** Whether {@code index} is the one meant. */
  public boolean isFor(IndexDescriptor index) {
    return name.map(index.name()::equals)
        .or(() -> keyPattern.map(index.keyPattern()::equals))
        .orElse(false);
  }

  /** As a command has it: a name or keys. */
  public BsonValue toBson() {
    return name.<BsonValue>map(BsonString::new)
        .or(() -> keyPattern)
        .orElseGet(() -> new BsonDocument("$natural", new BsonInt32(1)));
  }

  /** As an error names it. */
  @Override
  public String toString() {
    return name.or(() -> keyPattern.map(BsonDocument::toJson)).orElse("{\"$natural\": 1}");
  }
}
