package org.duetdb.document.collation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;

/** The fields of a document that a filter or a sort looks at, with keys instead of texts. */
public final class KeyedFields {
  /** How many documents a sort remembers the fields of. */
  private static final int REMEMBERED = 100_000;

  private final Collation collation;
  private final List<Field> fields = new ArrayList<>();

  private record Field(String name, byte[] bytes) {}

  /**
   * @param paths what is looked at
   */
  public KeyedFields(Collation collation, Iterable<String> paths) {
    this.collation = collation;
    for (var path : paths) {
      var name = FieldPath.of(path).component(0);
      if (fields.stream().noneMatch(field -> field.name().equals(name))) {
        fields.add(new Field(name, name.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** A document with these fields of another. */
  public byte[] of(byte[] document) {
    var keyed = new BsonDocument();
    for (var field : fields) {
      long slot = BsonBytes.find(document, 0, field.bytes());
      if (slot != BsonBytes.NO_SLOT) {
        var value = BsonSlice.of(document, slot).toBsonValue();
        keyed.append(field.name(), collation.keyed(value));
      }
    }
    return BsonCodecs.encode(keyed);
  }

  /**
   * The same order of documents by these fields. No index gives it. For one sort and one thread: it
   * remembers the fields of documents that it has seen.
   */
  public Comparator<byte[]> order(Comparator<byte[]> byBytes) {
    Map<byte[], byte[]> seen = new IdentityHashMap<>();
    return (left, right) -> byBytes.compare(seen(seen, left), seen(seen, right));
  }

  private byte[] seen(Map<byte[], byte[]> seen, byte[] document) {
    if (seen.size() >= REMEMBERED) {
      seen.clear();
    }
    return seen.computeIfAbsent(document, this::of);
  }
}
