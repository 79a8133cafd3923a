package org.duetdb.engine.unified;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.duetdb.api.Database;
import org.duetdb.api.Deployment;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;

/** What a test's operations name: databases, collections and sessions of one deployment. */
final class Entities implements AutoCloseable {
  private static final Set<String> OF_DRIVERS =
      Set.of(
          "client",
          "id",
          "observeEvents",
          "useMultipleMongoses",
          "database",
          "databaseName",
          "collectionName",
          "ignoreCommandMonitoringEvents");

  private final Deployment deployment;
  private final Map<String, String> databases = new HashMap<>();
  private final Map<String, Place> collections = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();

  private record Place(String database, String name) {}

  Entities(Deployment deployment) {
    this.deployment = deployment;
  }

  void create(BsonArray wanted) {
    for (var entity : wanted) {
      var kind = entity.asDocument().getFirstKey();
      create(kind, entity.asDocument().getDocument(kind));
    }
  }

  private void create(String kind, BsonDocument wanted) {
    requireNoOptions(kind, wanted);
    var id = wanted.getString("id").getValue();
    switch (kind) {
      case "client" -> {
        // There is one deployment, whoever uses it.
      }
      case "database" -> databases.put(id, wanted.getString("databaseName").getValue());
      case "collection" ->
          collections.put(
              id,
              new Place(
                  databases.get(wanted.getString("database").getValue()),
                  wanted.getString("collectionName").getValue()));
      case "session" -> sessions.put(id, deployment.startSession(id));
      default -> throw new SkippedException("entity " + kind);
    }
  }

  private static void requireNoOptions(String kind, BsonDocument wanted) {
    for (var name : wanted.keySet()) {
      if (Guarantees.areOptions(name)) {
        Guarantees.require(wanted.getDocument(name));
      } else if (!OF_DRIVERS.contains(name)) {
        throw new SkippedException(name + " of a " + kind);
      }
    }
  }

  boolean isSession(String id) {
    return sessions.containsKey(id);
  }

  boolean isDatabase(String id) {
    return databases.containsKey(id);
  }

  boolean isCollection(String id) {
    return collections.containsKey(id);
  }

  Session session(String id) {
    return sessions.get(id);
  }

  Database database(String id, Optional<String> session) {
    var name = databases.get(id);
    return session.isPresent()
        ? sessions.get(session.get()).database(name)
        : deployment.database(name);
  }

  DocumentCollection<BsonDocument> collection(String id, Optional<String> session) {
    var place = collections.get(id);
    var database =
        session.isPresent()
            ? sessions.get(session.get()).database(place.database)
            : deployment.database(place.database);
    return database.collection(place.name, BsonDocument.class);
  }

  /** A collection by its names, outside any session. */
  void configureFailPoint(BsonDocument command) {
    deployment.configureFailPoint(command);
  }

  DocumentCollection<BsonDocument> collection(String database, String name) {
    return deployment.database(database).collection(name, BsonDocument.class);
  }

  List<String> collectionNames(String database) {
    return new ArrayList<>(deployment.database(database).collectionNames());
  }

  @Override
  public void close() {
    sessions.values().forEach(Session::close);
    deployment.close();
  }
}
