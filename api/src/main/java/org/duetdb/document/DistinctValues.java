package org.duetdb.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.FieldPath.LeafArray;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.collation.Collation;

/** The different values of a path, in the order of their first appearance. For one thread. */
final class DistinctValues {
  private final FieldPath path;
  private final Optional<Collation> collation;
  private final Set<BsonSlice> known = new HashSet<>();
  private final List<BsonSlice> values = new ArrayList<>();
  private long bytes;

  private DistinctValues(FieldPath path, Optional<Collation> collation) {
    this.path = path;
    this.collation = collation;
  }

  static <V> List<V> of(Target target, String field, BsonDocument filter, Class<V> type) {
    var codec = BsonCodecs.defaultRegistry().get(type);
    var values = new DistinctValues(FieldPath.of(field), target.options().collation());
    var matching = target.prepare("distinct", () -> CollectionFilter.of(target, filter));
    var settings =
        target.settings("distinct", () -> Commands.distinct(target.namespace(), field, filter));
    try (var cursor = target.statements().find(settings, matching.find(), matching.parameters())) {
      for (var document = cursor.next(); document != null; document = cursor.next()) {
        values.add(document);
      }
    } catch (DuetException failure) {
      throw target.failed("distinct", failure);
    }
    return values.values.stream().map(value -> read(field, value, codec)).toList();
  }

  private void add(byte[] document) {
    path.anyMatch(
        document,
        0,
        LeafArray.ELEMENTS,
        (owner, slot) -> {
          var value = BsonSlice.of(owner, slot);
          var key = collation.map(rules -> key(rules, value)).orElse(value);
          if (!value.isMissing() && !known.contains(key)) {
            keep(key, value.detached());
          }
          return false;
        });
  }

  private static BsonSlice key(Collation rules, BsonSlice value) {
    return value.isMissing() ? value : BsonSlice.of(rules.keyed(value.toBsonValue()));
  }

  private void keep(BsonSlice key, BsonSlice value) {
    bytes += value.size();
    if (bytes > DocumentLimits.MAX_SIZE) {
      throw DuetException.located(17217, "distinct too big, 16mb cap");
    }
    known.add(key == value ? value : key.detached());
    values.add(value);
  }

  private static <V> V read(String field, BsonSlice value, Codec<V> codec) {
    try {
      return BsonCodecs.decodeValue(value.toBsonValue(), codec);
    } catch (BsonInvalidOperationException | CodecConfigurationException other) {
      throw new DuetException(
          ErrorCode.TYPE_MISMATCH,
          "field '"
              + field
              + "' has the value "
              + value
              + ", which is not a "
              + codec.getEncoderClass().getSimpleName()
              + "; read the values as BsonValue",
          other);
    }
  }
}
