package org.duetdb.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.duetdb.api.BulkWriteResult;
import org.duetdb.api.UpdateResult;
import org.duetdb.api.WriteModel;
import org.duetdb.api.error.BulkWriteException;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.InsertOutcome;

/** One bulk write under way. For one thread. */
final class BulkRun<T> {
  private final Target target;
  private final DocumentType<T> type;
  private final boolean ordered;
  private final long deadline;
  private final Map<Integer, BsonValue> insertedIds = new HashMap<>();
  private final Map<Integer, BsonValue> upsertedIds = new HashMap<>();
  private final List<InsertOutcome.Failure> failures = new ArrayList<>();
  private final boolean isInTransaction;
  private long matched;
  private long modified;
  private long deleted;

  BulkRun(Target target, DocumentType<T> type, boolean ordered) {
    this.target = target;
    this.type = type;
    this.ordered = ordered;
    isInTransaction = target.origin().inTransaction();
    deadline = target.engine().time().nanoTime() + target.options().maxTimeNanos();
  }

  BulkWriteResult run(List<? extends WriteModel<T>> writes) {
    if (writes.isEmpty()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "there is nothing to write");
    }
    for (int index = 0; index < writes.size(); index++) {
      if (!succeeds(index, writes.get(index)) && ordered) {
        break;
      }
    }
    if (!failures.isEmpty()) {
      throw new BulkWriteException(result(), failures);
    }
    return result();
  }

  private BulkWriteResult result() {
    return new BulkWriteResult(
        insertedIds.size(), matched, modified, deleted, insertedIds, upsertedIds);
  }

  private boolean succeeds(int index, WriteModel<T> write) {
    try {
      apply(index, write);
      return true;
    } catch (DuetException failed) {
      if (!isOfOneWrite(failed.code())) {
        throw failed;
      }
      var failure = new InsertOutcome.Failure(index, failed);
      if (isInTransaction) {
        throw failed.labels().isEmpty() ? BulkWriteException.undone(result(), failure) : failed;
      }
      failures.add(failure);
      return false;
    }
  }

  private void apply(int index, WriteModel<T> write) {
    var writes = new Writes<>(inTime(), type);
    if (write instanceof WriteModel.InsertOne<T> one) {
      insertedIds.put(index, writes.insert(one.document()).insertedId());
    } else if (write instanceof WriteModel.UpdateOne<T> one) {
      note(index, writes.update(one.filter(), one.update(), false, one.options()));
    } else if (write instanceof WriteModel.UpdateMany<T> many) {
      note(index, writes.update(many.filter(), many.update(), true, many.options()));
    } else if (write instanceof WriteModel.UpdateByPipeline<T> by) {
      note(index, writes.update(by.filter(), by.pipeline(), by.many(), by.options()));
    } else if (write instanceof WriteModel.ReplaceOne<T> one) {
      note(index, writes.replace(one.filter(), one.replacement(), one.options()));
    } else if (write instanceof WriteModel.DeleteOne<T> one) {
      deleted += writes.delete(one.filter(), false).deletedCount();
    } else if (write instanceof WriteModel.DeleteMany<T> many) {
      deleted += writes.delete(many.filter(), true).deletedCount();
    }
  }

  private void note(int index, UpdateResult result) {
    matched += result.matchedCount();
    modified += result.modifiedCount();
    result.upsertedId().ifPresent(id -> upsertedIds.put(index, id));
  }

  /** The same target with what is left of the time of all writes together. */
  private Target inTime() {
    var options = target.options();
    if (options.maxTimeNanos() == 0) {
      return target;
    }
    long left = deadline - target.engine().time().nanoTime();
    if (left <= 0) {
      throw new DuetException(
          ErrorCode.MAX_TIME_MS_EXPIRED,
          "operation exceeded time limit; what its first writes did stays done");
    }
    return target.with(options.withMaxTimeNanos(left));
  }

  /** Whether a failure is one write's own, so that others may still be tried. */
  private static boolean isOfOneWrite(ErrorCode code) {
    return switch (code) {
      case WRITE_CONFLICT,
          DEADLOCK,
          SELF_DEADLOCK,
          SERIALIZATION_FAILURE,
          SNAPSHOT_TOO_OLD,
          MAX_TIME_MS_EXPIRED,
          INTERRUPTED,
          INTERRUPTED_AT_SHUTDOWN,
          SHUTDOWN_IN_PROGRESS,
          EXCEEDED_MEMORY_LIMIT,
          COMMIT_OUTCOME_UNKNOWN,
          NO_SUCH_TRANSACTION,
          TRANSACTION_EXCEEDED_LIFETIME,
          INTERNAL_ERROR ->
          false;
      default -> true;
    };
  }
}
