package org.duetdb.document;

import org.bson.Document;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.FindOperation;

/** How many documents there are, and how many bytes they have. For one thread. */
final class Sizes {
  private long documents;
  private long bytes;

  /** Adds the documents of a collection. */
  Sizes add(DocumentReader reader, Namespace namespace) {
    var all = FindOperation.of(namespace, Access.ALL, DocumentPredicate.ALWAYS);
    try (var cursor = reader.find(all, CollectionFilter.NO_PARAMETERS)) {
      for (var document = cursor.next(); document != null; document = cursor.next()) {
        documents++;
        bytes += document.length;
      }
    }
    return this;
  }

  Document collectionStats(Namespace namespace) {
    return average(
        new Document("ns", namespace.toString()).append("size", bytes).append("count", documents));
  }

  Document databaseStats(String database, int collections) {
    return average(
            new Document("db", database)
                .append("collections", collections)
                .append("objects", documents))
        .append("dataSize", bytes);
  }

  private Document average(Document stats) {
    return documents == 0 ? stats : stats.append("avgObjSize", bytes / documents);
  }
}
