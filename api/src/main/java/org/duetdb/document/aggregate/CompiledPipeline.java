package org.duetdb.document.aggregate;

import java.util.Iterator;
import java.util.List;
import org.bson.BsonDocument;

/** An aggregation, compiled once and run any number of times. Immutable. */
public final class CompiledPipeline {
  private final BsonDocument filter;
  private final List<Stage> stages;
  private final boolean writes;
  private final boolean usesTime;

  CompiledPipeline(BsonDocument filter, List<Stage> stages, boolean writes, boolean usesTime) {
    this.filter = filter;
    this.stages = stages;
    this.writes = writes;
    this.usesTime = usesTime;
  }

  /** What the first stages demand of the input; the caller gives only documents that match it. */
  public BsonDocument filter() {
    return filter;
  }

  /**
   * Whether the pipeline ends in {@code $out} or {@code $merge}: it gives no documents but has an
   * effect.
   */
  public boolean writes() {
    return writes;
  }

  /** Whether the pipeline wants the time of the statement as its first parameter. */
  public boolean usesTime() {
    return usesTime;
  }

  /**
   * Runs the pipeline over documents that match {@link #filter()}. They are pulled as results are
   * asked for; a pipeline that writes has done so when the iterator is asked for the first time.
   */
  public Iterator<byte[]> run(Iterator<byte[]> input, PipelineContext context) {
    Iterator<byte[]> current = input;
    for (Stage stage : stages) {
      current = stage.apply(current, context);
    }
    return current;
  }
}
