package org.duetdb.document.aggregate;

import java.util.Iterator;

/** One stage of a pipeline: a function from a stream of documents to another. Immutable. */
@FunctionalInterface
interface Stage {
  /** What the stage gives for its input, computed as it is asked for. */
  Iterator<byte[]> apply(Iterator<byte[]> input, PipelineContext context);
}
