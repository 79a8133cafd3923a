package org.duetdb.engine.collection;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.transaction.Core;

/** Counts the bytes of the documents that one sort holds, and refuses to go beyond the limit. */
final class SortMemory {
  private final long limit;
  private long held;

  SortMemory(Core core) {
    limit = core.stageMemory();
  }

  void hold(byte[] document) {
    held += document.length;
    if (held > limit) {
      throw new DuetException(
          ErrorCode.QUERY_EXCEEDED_MEMORY_LIMIT,
          "Sort exceeded memory limit of "
              + limit
              + " bytes (option stageMemory), and there is no sort on disk; select less, or sort by"
              + " an index");
    }
  }
}
