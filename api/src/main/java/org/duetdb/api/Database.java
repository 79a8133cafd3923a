package org.duetdb.api;

import java.time.Duration;
import java.util.List;
import org.bson.Document;

/**
 * A database: a name for collections; SQL's schema. Immutable, thread-safe unless it belongs to a
 * session.
 */
public interface Database {
  /** Its name. */
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

  /**
   * Sets the profiler: 0 off, 1 what the options say, 2 everything. It writes to {@code
   * system.profile}, which keeps the newest {@link DeploymentOption#PROFILE_BYTES} bytes.
   */
  void setProfilingLevel(int level, ProfilingOptions options);

  /**
   * The profiler as it is set: {@code was}, {@code slowms} and {@code sampleRate}, as MongoDB's.
   */
  Document profilingStatus();

  /**
   * MongoDB's dbStats, as far as there is a counterpart: {@code db}, {@code collections}, {@code
   * objects}, {@code avgObjSize} and {@code dataSize} in bytes. Reads every document.
   */
  Document stats();
}
