package org.duetdb.document.aggregate;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** Counts the bytes that a blocking stage holds and refuses to go beyond the limit. For one run. */
final class MemoryBudget {
  private final String stage;
  private final long limit;
  private long used;

  MemoryBudget(String stage, PipelineContext context) {
    this.stage = stage;
    this.limit = context.memoryLimit();
  }

  /** Notes that so many more bytes are held. */
  void add(long bytes) {
    used += bytes;
    if (used > limit) {
      throw new DuetException(
          ErrorCode.QUERY_EXCEEDED_MEMORY_LIMIT,
          stage
              + " exceeded memory limit of "
              + limit
              + " bytes, but did not opt in to external sorting.");
    }
  }

  /** Notes that so many bytes are not held any more. */
  void release(long bytes) {
    used -= bytes;
  }
}
