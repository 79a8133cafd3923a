package org.duetdb.api.spi;

import java.util.List;
import org.duetdb.api.error.DuetException;

/**
 * What an insert did.
 *
 * @param inserted how many documents are in
 * @param failures those that are not, by index; empty when all are in. A statement that is atomic
 *     throws instead
 */
public record InsertOutcome(long inserted, List<Failure> failures) {
  /** One document that was not inserted. */
  public record Failure(int index, DuetException error) {}

  /** Whether a failure is a document's own, so that others may still be inserted. */
  public static boolean isOfOneDocument(DuetException failed) {
    return switch (failed.code()) {
      case DUPLICATE_KEY, DOCUMENT_VALIDATION_FAILURE, CANNOT_INDEX_PARALLEL_ARRAYS -> true;
      default -> false;
    };
  }
}
