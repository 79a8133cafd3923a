package org.duetdb.engine.collection;

import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;

/** MongoDB's plan summaries of what is done by {@code _id}. */
final class PlanSummaries {
  /** A document by its key and nothing else: MongoDB's fast path. */
  static final String EXPRESS = "EXPRESS_IXSCAN { _id: 1 }";

  private static final String BY_ID = "IXSCAN { _id: 1 }";

  private PlanSummaries() {}

  /** Whether an operation asks for one {@code _id} and for nothing else. */
  static boolean isExpress(Access access, DocumentPredicate residual) {
    return access instanceof Access.Key && residual == DocumentPredicate.ALWAYS;
  }

  /** The summary of an update by one {@code _id}. */
  static String update(boolean isUpsert, DocumentPredicate residual) {
    if (residual != DocumentPredicate.ALWAYS) {
      return BY_ID;
    }
    return isUpsert ? "IDHACK" : EXPRESS + ",EXPRESS_UPDATE";
  }

  /** The summary of a delete by one {@code _id}. */
  static String delete(DocumentPredicate residual) {
    return residual == DocumentPredicate.ALWAYS ? EXPRESS + ",EXPRESS_DELETE" : BY_ID;
  }
}
