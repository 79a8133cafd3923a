package org.duetdb.engine.conflict;

import java.util.Optional;
import java.util.Set;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.duetdb.engine.mvcc.DocumentStore;

/** Words the failure of a SERIALIZABLE transaction: 40001, with what it met and whom. */
final class SerializationFailure {
  private static final String DECIDED_BY = "level SERIALIZABLE";

  private SerializationFailure() {}

  /**
   * What one transaction has read and another written.
   *
   * @param store the collection, or the catalog if it is about a collection as a whole
   * @param key the document's key, as text
   */
  record Subject(DocumentStore store, String key) {
    /** The facts for whoever is aborted because of it. */
    Conflict conflict(Holder other) {
      var name = store.name();
      int id = name.indexOf('#');
      boolean isDocument = id >= 0;
      return new Conflict(
          isDocument ? name.substring(0, id) : key,
          isDocument ? key : "",
          Optional.of(other.label()),
          Optional.of(other.statementText()),
          Optional.of(other.since()),
          false,
          DECIDED_BY);
    }
  }

  /**
   * The failure.
   *
   * @param how what has completed the dangerous structure
   */
  static WriteConflictException of(String how, Conflict conflict) {
    var what = conflict.document().isEmpty() ? "" : "document " + conflict.document() + " of ";
    return new WriteConflictException(
        ErrorCode.SERIALIZATION_FAILURE,
        "serialization failure: the reads and writes of concurrent SERIALIZABLE transactions form a"
            + " dangerous structure, completed by "
            + how
            + ": "
            + what
            + conflict.namespace()
            + " is also used by "
            + conflict.holder().orElseThrow()
            + " ("
            + conflict.holderStatement().orElseThrow()
            + ") since "
            + conflict.since().orElseThrow()
            + "; decided by "
            + conflict.decidedBy()
            + "; the transaction is rolled back; run it again",
        Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR),
        conflict);
  }
}
