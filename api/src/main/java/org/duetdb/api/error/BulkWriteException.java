package org.duetdb.api.error;

import java.util.List;
import org.duetdb.api.BulkWriteResult;
import org.duetdb.api.spi.InsertOutcome;

/**
 * Some writes of a bulkWrite, or some documents of an insertMany, have failed; the others are done.
 * Has the code of the first failure.
 */
public final class BulkWriteException extends DuetException {
  private static final long serialVersionUID = 1L;

  private final transient BulkWriteResult result;
  private final transient List<InsertOutcome.Failure> failures;

  /**
   * A bulk write that has failed in part.
   *
   * @param result what was done
   * @param failures what was not, in order; at least one
   */
  public BulkWriteException(BulkWriteResult result, List<InsertOutcome.Failure> failures) {
    super(
        failures.get(0).error().code(),
        failures.size()
            + " of the writes failed, what the others did stays done; the first failure is at index "
            + failures.get(0).index()
            + ": "
            + failures.get(0).error().getMessage(),
        failures.get(0).error().labels());
    this.result = result;
    this.failures = List.copyOf(failures);
  }

  /**
   * A bulk write that one failure has ended, and the transaction with it.
   *
   * @param result what the writes before it did, which is undone
   * @param failure the failure
   */
  public static BulkWriteException undone(BulkWriteResult result, InsertOutcome.Failure failure) {
    return new BulkWriteException(result, failure);
  }

  private BulkWriteException(BulkWriteResult result, InsertOutcome.Failure failure) {
    super(
        failure.error().code(),
        "the write at index "
            + failure.index()
            + " failed, and the transaction with it; nothing of it has happened: "
            + failure.error().getMessage(),
        failure.error().labels());
    this.result = result;
    this.failures = List.of(failure);
  }

  /** What was done; in a transaction, what had been done before the failure undid it. */
  public BulkWriteResult result() {
    return result;
  }

  /** How many documents were inserted. */
  public long inserted() {
    return result.insertedCount();
  }

  /** Which writes failed, by index, and why. */
  public List<InsertOutcome.Failure> failures() {
    return failures;
  }
}
