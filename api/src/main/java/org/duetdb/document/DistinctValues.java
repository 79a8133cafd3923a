package org.duetdb.document;

import java.util.LinkedHashSet;
import java.util.List;
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

/** The different values of a path, in the order of their first appearance. For one thread. */
final class DistinctValues {
  private final FieldPath path;
  private final Set<BsonSlice> values = new LinkedHashSet<>();
  private long bytes;

  private DistinctValues(FieldPath path) {
    this.path = path;
  }

  static <V> List<V> of(Target target, String field, BsonDocument filter, Class<V> type) {
    var codec = BsonCodecs.defaultRegistry().get(type);
    var values = new DistinctValues(FieldPath.of(field));
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
          if (!value.isMissing() && !values.contains(value)) {
            keep(value.detached());
          }
          return false;
        });
  }

  private void keep(BsonSlice value) {
    bytes += value.size();
    if (bytes > DocumentLimits.MAX_SIZE) {
      throw DuetException.located(17217, "distinct too big, 16mb cap");
    }
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
