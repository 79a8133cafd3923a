package org.duetdb.document;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.Namespace;

/** Operations as MongoDB's command documents, for the profiler and currentOp. */
final class Commands {
  private Commands() {}

  static BsonDocument update(BsonDocument filter, BsonValue update, boolean multi, boolean upsert) {
    return new BsonDocument("q", filter)
        .append("u", update)
        .append("multi", BsonBoolean.valueOf(multi))
        .append("upsert", BsonBoolean.valueOf(upsert));
  }

  static BsonDocument delete(BsonDocument filter, boolean multi) {
    return new BsonDocument("q", filter).append("limit", new BsonInt64(multi ? 0 : 1));
  }

  static BsonDocument insert(Namespace namespace, int documents) {
    return new BsonDocument("insert", new BsonString(namespace.collection()))
        .append("documents", new BsonInt64(documents));
  }

  static BsonDocument find(Namespace namespace, BsonDocument filter) {
    return new BsonDocument("find", new BsonString(namespace.collection()))
        .append("filter", filter);
  }

  static BsonDocument aggregate(Namespace namespace, BsonArray pipeline) {
    return new BsonDocument("aggregate", new BsonString(namespace.collection()))
        .append("pipeline", pipeline)
        .append("cursor", new BsonDocument());
  }

  static BsonDocument distinct(Namespace namespace, String field, BsonDocument filter) {
    return new BsonDocument("distinct", new BsonString(namespace.collection()))
        .append("key", new BsonString(field))
        .append("query", filter);
  }

  /** A command that has nothing but the name of a collection. */
  static BsonDocument of(String command, Namespace namespace) {
    return new BsonDocument(command, new BsonString(namespace.collection()));
  }
}
