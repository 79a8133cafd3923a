package org.duetdb.api.error;

import java.util.List;
import org.duetdb.api.spi.InsertOutcome;

/**
 * Some documents of an insertMany were not inserted; the others are in. Has the code of the first
 * failure.
 */
public final class BulkWriteException extends DuetException {
  private static final long serialVersionUID = 1L;

  private final long inserted;
  private final transient List<InsertOutcome.Failure> failures;

  public BulkWriteException(long inserted, List<InsertOutcome.Failure> failures) {
    super(
        failures.get(0).error().code(),
        failures.size()
            + " of the documents were not inserted, "
            + inserted
            + " were; the first failure is at index "
            + failures.get(0).index()
            + ": "
            + failures.get(0).error().getMessage(),
        failures.get(0).error().labels());
    this.inserted = inserted;
    this.failures = List.copyOf(failures);
  }

  /** How many documents are in. */
  public long inserted() {
    return inserted;
  }

  /** Which are not, by index, and why. */
  public List<InsertOutcome.Failure> failures() {
    return failures;
  }
}
