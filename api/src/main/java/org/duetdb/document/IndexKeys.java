package org.duetdb.document;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.IndexDescriptor.Partial;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.FilterCompiler;

/** Index specifications of the document language, checked, as descriptors. */
final class IndexKeys {
  private IndexKeys() {}

  /** The descriptor of an index with these keys and options. */
  static IndexDescriptor descriptor(BsonDocument keys, IndexOptions options) {
    if (keys.isEmpty()) {
      throw refused("Index keys cannot be an empty object.");
    }
    var parsed = new ArrayList<IndexDescriptor.Key>();
    keys.forEach((field, direction) -> parsed.add(key(field, direction)));
    var index =
        IndexDescriptor.of(options.name().orElseGet(() -> defaultName(parsed)), parsed)
            .withUnique(options.unique(), false)
            .withSparse(options.sparse());
    if (options.partialFilter().isPresent()) {
      index = index.withPartial(partial(options));
    }
    return options.expireAfter().isPresent() ? expiring(index, options) : index;
  }

  /** The index of {@code _id} is what it is. */
  static IndexOptions requireNoOptions(IndexOptions options) {
    if (options.sparse() || options.partialFilter().isPresent()) {
      throw refused("the index of _id has every document: it cannot be sparse or partial");
    }
    if (options.expireAfter().isPresent()) {
      throw refused("The field 'expireAfterSeconds' is not valid for an _id index specification");
    }
    return options;
  }

  private static IndexDescriptor.Key key(String field, BsonValue direction) {
    var path = FieldPath.of(field);
    for (var component : path.components()) {
      if (component.isEmpty()) {
        throw refused("Index keys cannot contain an empty field.");
      }
      if (component.startsWith("$")) {
        throw refused(
            "Index key contains an illegal field name: field name starts with '$': " + field);
      }
    }
    if (!direction.isNumber()) {
      throw refused(
          "Unknown index plugin '"
              + (direction.isString() ? direction.asString().getValue() : direction)
              + "': an index is ascending (1) or descending (-1)");
    }
    double value = direction.asNumber().doubleValue();
    if (value == 0 || Double.isNaN(value)) {
      throw refused("Values in the index key pattern cannot be 0.");
    }
    return new IndexDescriptor.Key(path, value < 0);
  }

  /** MongoDB's name for an index: fields and directions. */
  private static String defaultName(List<IndexDescriptor.Key> keys) {
    return String.join(
        "_", keys.stream().map(key -> key.path() + (key.descending() ? "_-1" : "_1")).toList());
  }

  private static Partial partial(IndexOptions options) {
    if (options.sparse()) {
      throw refused("cannot mix \"partialFilterExpression\" and \"sparse\" options");
    }
    var filter = BsonCodecs.document(options.partialFilter().orElseThrow());
    var comparisons =
        FilterCompiler.compile(filter)
            .exactComparisons()
            .orElseThrow(
                () ->
                    refused(
                        "unsupported expression in partial index: it takes comparisons with"
                            + " constants, $exists: true and conjunctions of these: "
                            + filter.toJson()));
    return new Partial(filter, FilterCompiler.predicate(filter, Names.NONE), comparisons);
  }

  private static IndexDescriptor expiring(IndexDescriptor index, IndexOptions options) {
    var age = options.expireAfter().orElseThrow();
    if (age.isNegative()) {
      throw refused("TTL index 'expireAfterSeconds' option cannot be less than 0: " + age);
    }
    if (age.toSeconds() > Integer.MAX_VALUE) {
      throw refused(
          "TTL index 'expireAfterSeconds' option must be within an acceptable range, try a lower"
              + " number: "
              + age);
    }
    if (index.keys().size() != 1) {
      throw refused("TTL indexes are single-field indexes, compound indexes do not support TTL.");
    }
    return index.withExpireAfter(age);
  }

  static DuetException refused(String why) {
    return new DuetException(ErrorCode.CANNOT_CREATE_INDEX, why);
  }
}
