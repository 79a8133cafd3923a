package org.duetdb.api;

import java.time.Duration;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A query that has not run yet. Immutable: every method returns another query. */
public interface FindQuery<T> extends Results<T> {
  /**
   * The same in an order of several keys. The documents of a sort are held in memory, at most
   * {@link DeploymentOption#STAGE_MEMORY} bytes of them; beyond that the query ends with 292.
   */
  FindQuery<T> sort(Bson order);

  /** The same without its first {@code count} documents. */
  FindQuery<T> skip(long count);

  /** The same with at most {@code count} documents; 0 means no limit. */
  FindQuery<T> limit(long count);

  /** The same with some fields of each document, or without some. */
  FindQuery<T> projection(Bson fields);

  /** The same with variables, which {@code $expr} and the projection name by {@code $$name}. */
  FindQuery<T> let(Bson variables);

  /** The same with a text that the profiler and currentOp show. */
  FindQuery<T> comment(String text);

  /** The same with a bound on all of its time; it ends with 50. Zero means none. */
  FindQuery<T> maxTime(Duration bound);

  /**
   * The same, read so many documents at a time. 0, the default, reads one by one. The documents of
   * a batch are held in memory.
   */
  FindQuery<T> batchSize(int documents);

  /**
   * The same by an index that the caller chooses by its keys, as in {@code {a: 1}}, or {@code
   * {$natural: 1}} for the order of insertion.
   *
   * @throws org.duetdb.api.error.DuetException 2 if there is no such index, or it does not have
   *     every document that the query may want
   */
  FindQuery<T> hint(Bson index);

  /** The same by an index that the caller chooses by its name. */
  FindQuery<T> hint(String indexName);

  /**
   * Runs the query for its plan and its numbers, in the shape of MongoDB's explain with {@code
   * executionStats}; the plan's summary and the write conflicts stand in it too.
   */
  Document explain();

  /**
   * How many documents it gives; skip and limit count. Where the filter says no more than that
   * paths of one index equal values or lie in a range, the index answers alone.
   */
  long count();

  /** Explains {@link #count} as {@link #explain} does the query: {@code COUNT_SCAN { a: 1 }}. */
  Document explainCount();
}
