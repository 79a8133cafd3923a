package org.duetdb.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.StatementScope;

/** createIndexes, dropIndexes and listIndexes on one collection. */
final class IndexCommands {
  private static final String ID_INDEX = "_id_";
  private static final int VERSION = 2;

  private final Target target;
  private final Namespace namespace;

  IndexCommands(Target target) {
    this.target = target;
    namespace = target.namespace();
  }

  String create(BsonDocument keys, IndexOptions how) {
    if (keys.size() == 1 && keys.containsKey("_id")) {
      target.prepare("createIndexes", () -> IndexKeys.requireNoOptions(how));
      return ID_INDEX; // because it is always there
    }
    var index = target.prepare("createIndexes", () -> descriptor(keys, how));
    run(
        "createIndexes",
        scope -> {
          var existing = scope.collection(namespace);
          if (existing.isEmpty()) {
            scope.createCollection(CollectionDescriptor.schemaless(namespace));
          } else if (target.origin().inTransaction() && !existing.get().indexes().contains(index)) {
            requireEmpty(scope);
          }
          return scope.createIndex(namespace, index);
        });
    return index.name();
  }

  /** In a transaction MongoDB makes indexes only where there is nothing yet to index. */
  private void requireEmpty(StatementScope scope) {
    var any = FindOperation.of(namespace, Access.ALL, DocumentPredicate.ALWAYS).withLimit(1);
    try (var cursor = scope.find(any, CollectionFilter.NO_PARAMETERS)) {
      if (cursor.next() != null) {
        throw TransactionRules.indexOnDocuments(namespace);
      }
    }
  }

  private static IndexDescriptor descriptor(BsonDocument keys, IndexOptions how) {
    var index = IndexKeys.descriptor(keys, how);
    if (index.name().equals(ID_INDEX) || index.name().isEmpty()) {
      throw IndexKeys.refused("an index cannot have the name '" + index.name() + "'");
    }
    return index;
  }

  void drop(String name) {
    if (name.equals(ID_INDEX)) {
      throw new DuetException(ErrorCode.INVALID_OPTIONS, "cannot drop _id index");
    }
    drop(index -> index.name().equals(name), "index not found with name [" + name + "]");
  }

  void drop(BsonDocument keys) {
    if (keys.size() == 1 && keys.containsKey("_id")) {
      drop(ID_INDEX);
    }
    var pattern = IndexKeys.descriptor(keys, IndexOptions.DEFAULT).keyPattern();
    drop(
        index -> index.keyPattern().equals(pattern),
        "can't find index with key: " + pattern.toJson());
  }

  private void drop(Predicate<IndexDescriptor> wanted, String otherwise) {
    run(
        "dropIndexes",
        scope -> {
          var found = existing(scope).indexes().stream().filter(wanted).findFirst();
          return scope.dropIndex(
              namespace,
              found
                  .orElseThrow(() -> new DuetException(ErrorCode.INDEX_NOT_FOUND, otherwise))
                  .name());
        });
  }

  void dropAll() {
    run(
        "dropIndexes",
        scope -> {
          existing(scope).indexes().forEach(index -> scope.dropIndex(namespace, index.name()));
          return true;
        });
  }

  private CollectionDescriptor existing(StatementScope scope) {
    return scope
        .collection(namespace)
        .orElseThrow(
            () -> new DuetException(ErrorCode.NAMESPACE_NOT_FOUND, "ns not found " + namespace));
  }

  List<Document> list() {
    return run("listIndexes", scope -> scope.collection(namespace))
        .map(IndexCommands::list)
        .orElse(List.of());
  }

  private static List<Document> list(CollectionDescriptor collection) {
    var list = new ArrayList<Document>();
    list.add(
        new Document("v", VERSION).append("key", new Document("_id", 1)).append("name", ID_INDEX));
    collection.indexes().forEach(index -> list.add(view(index)));
    return list;
  }

  private static Document view(IndexDescriptor index) {
    var view =
        new Document("v", VERSION)
            .append("key", plain(index.keyPattern()))
            .append("name", index.name());
    if (index.unique()) {
      view.append("unique", true);
    }
    if (index.sparse()) {
      view.append("sparse", true);
    }
    index.partial().ifPresent(part -> view.append("partialFilterExpression", plain(part.filter())));
    index.expireAfter().ifPresent(age -> view.append("expireAfterSeconds", age.toSeconds()));
    return view;
  }

  /** The same as a document of Java values. */
  static Document plain(BsonDocument document) {
    return BsonCodecs.decode(
        BsonCodecs.encode(document), BsonCodecs.defaultRegistry().get(Document.class));
  }

  private <R> R run(String command, Function<StatementScope, R> body) {
    var settings =
        target.settings(
            command, () -> new BsonDocument(command, new BsonString(namespace.collection())));
    return target.prepare(command, target::statements).execute(settings, body::apply);
  }
}
