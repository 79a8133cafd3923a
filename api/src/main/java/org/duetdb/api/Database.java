package org.duetdb.api;

import java.time.Duration;
import java.util.List;
import org.bson.Document;

/**
 * A database: a name for collections; SQL's schema. Immutable, thread-safe unless it belongs to a
 * session.
 */
public interface Database {
  String name();

  /** A collection of documents. It need not exist yet: the first insert creates it. */
  DocumentCollection<Document> collection(String name);

  /**
   * A collection whose documents are read and written as {@code type}: a record, a POJO, Document
   * or BsonDocument.
   */
  <T> DocumentCollection<T> collection(String name, Class<T> type);

  /** Creates a collection; fails with 48 if it exists. */
  void createCollection(String name);

  /** The names of its collections, in order. */
  List<String> collectionNames();

  /**
   * Sets the profiler: 0 off, 1 operations slower than {@code slow}, 2 all. It writes to {@code
   * system.profile}.
   */
  void setProfilingLevel(int level, Duration slow);
}
