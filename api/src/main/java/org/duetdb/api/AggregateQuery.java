package org.duetdb.api;

import java.time.Duration;
import org.bson.conversions.Bson;

/**
 * An aggregation pipeline that has not run yet. Immutable: every method returns another. A pipeline
 * that ends in {@code $out} or {@code $merge} gives no documents; it writes with each terminal
 * call.
 *
 * <p>All collections that it reads are read in one snapshot. Stages that hold documents ({@code
 * $sort}, {@code $group}, {@code $lookup} and the like) hold at most {@link
 * DeploymentOption#STAGE_MEMORY} bytes each; beyond that the pipeline ends with 292.
 */
public interface AggregateQuery<T> extends Results<T> {
  /** The same with variables, which its expressions name by {@code $$name}. */
  AggregateQuery<T> let(Bson variables);

  /** The same with a text that the profiler and currentOp show. */
  AggregateQuery<T> comment(String text);

  /** The same with a bound on all of its time; it ends with 50. Zero means none. */
  AggregateQuery<T> maxTime(Duration bound);

  /** The same, read so many documents at a time. */
  AggregateQuery<T> batchSize(int documents);
}
