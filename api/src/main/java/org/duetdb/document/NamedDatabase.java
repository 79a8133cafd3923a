package org.duetdb.document;

import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.duetdb.api.Database;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Namespace;
import org.duetdb.api.ProfilingOptions;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.ProfileSettings;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.FilterCompiler;

/** A database as operations from one origin see it. */
final class NamedDatabase implements Database {
  private final Origin origin;
  private final String name;

  NamedDatabase(Origin origin, String name) {
    this.origin = origin;
    this.name = new Namespace(name, "any").database();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DocumentCollection<Document> collection(String collection) {
    return collection(collection, Document.class);
  }

  @Override
  public <T> DocumentCollection<T> collection(String collection, Class<T> type) {
    return new TypedCollection<>(
        new Target(origin, new Namespace(name, collection), Options.NONE),
        new DocumentType<>(type));
  }

  @Override
  public void createCollection(String collection) {
    var namespace = new Namespace(name, collection);
    if (origin.inTransaction()) {
      TransactionRules.check("create", namespace);
    }
    var descriptor = CollectionDescriptor.schemaless(namespace);
    origin
        .statements()
        .execute(
            settings("create", collection),
            scope -> {
              scope.createCollection(descriptor);
              return descriptor;
            });
  }

  @Override
  public List<String> collectionNames() {
    refuseInTransaction("listCollections");
    return origin
        .statements()
        .execute(
            settings("listCollections", name),
            scope ->
                scope.collections().stream()
                    .map(CollectionDescriptor::namespace)
                    .filter(namespace -> namespace.database().equals(name))
                    .map(Namespace::collection)
                    .toList());
  }

  private void refuseInTransaction(String command) {
    if (origin.inTransaction()) {
      TransactionRules.check(command, new Namespace(name, "any"));
    }
  }

  private static StatementSettings settings(String command, String argument) {
    return StatementSettings.document(
        command, () -> new BsonDocument(command, new BsonString(argument)));
  }

  @Override
  public void setProfilingLevel(int level, Duration slow) {
    setProfilingLevel(level, ProfilingOptions.DEFAULT.withSlow(slow));
  }

  @Override
  public void setProfilingLevel(int level, ProfilingOptions options) {
    refuseInTransaction("profile");
    var filter =
        options
            .filter()
            .map(wanted -> FilterCompiler.predicate(BsonCodecs.document(wanted), Names.NONE));
    origin
        .engine()
        .profile(
            name,
            new ProfileSettings(level, options.slow().toNanos(), options.sampleRate(), filter));
  }

  @Override
  public Document profilingStatus() {
    refuseInTransaction("profile");
    var settings = origin.engine().profile(name);
    return new Document("was", settings.level())
        .append("slowms", settings.slowNanos() / 1_000_000)
        .append("sampleRate", settings.sampleRate());
  }

  @Override
  public Document stats() {
    refuseInTransaction("dbStats");
    var names = collectionNames();
    var sizes = new Sizes();
    try (var reader = origin.statements().reader(settings("dbStats", name))) {
      names.forEach(collection -> sizes.add(reader, new Namespace(name, collection)));
    }
    return sizes.databaseStats(name, names.size());
  }
}
