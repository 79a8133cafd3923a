package org.duetdb.engine.unified;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * The arguments of an operation. Each must be asked for: one that nobody has asked for has been
 * ignored, which {@link #requireAllUsed} does not let pass.
 */
final class Arguments {
  private final BsonDocument document;
  private final Set<String> used = new HashSet<>();

  Arguments(BsonDocument document) {
    this.document = document;
  }

  Optional<BsonValue> value(String name) {
    used.add(name);
    return Optional.ofNullable(document.get(name)).filter(value -> !value.isNull());
  }

  Optional<BsonDocument> document(String name) {
    return value(name).map(BsonValue::asDocument);
  }

  Optional<Bson> bson(String name) {
    return value(name).map(BsonValue::asDocument);
  }

  BsonDocument required(String name) {
    return document(name).orElseThrow();
  }

  List<BsonDocument> documents(String name) {
    return value(name).map(Arguments::documents).orElse(List.of());
  }

  static List<BsonDocument> documents(BsonValue array) {
    return array.asArray().stream().map(BsonValue::asDocument).toList();
  }

  boolean flag(String name, boolean otherwise) {
    return value(name).map(value -> value.asBoolean().getValue()).orElse(otherwise);
  }

  int number(String name) {
    return value(name).map(value -> value.asNumber().intValue()).orElse(0);
  }

  Optional<String> text(String name) {
    return value(name).map(value -> value.asString().getValue());
  }

  /** Skips the test if an argument has not been asked for. */
  void requireAllUsed(String operation) {
    for (var name : document.keySet()) {
      if (!used.contains(name)) {
        throw new SkippedException("argument " + name + " of " + operation);
      }
    }
  }
}
