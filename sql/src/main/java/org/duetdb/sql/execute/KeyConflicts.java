package org.duetdb.sql.execute;

import java.util.List;
import java.util.Set;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.catalog.CollectionTable;
import org.jspecify.annotations.Nullable;

/**
 * What an INSERT does about keys that are there already, if it is not to fail. A key that somebody
 * has committed after the snapshot counts as there: READ COMMITTED and autocommit run the statement
 * again, so that it sees the row; at the higher levels it is a serialization failure, since the
 * transaction cannot see the row. Stateless; each attempt writes once.
 */
public interface KeyConflicts {

  /** As the planner has it, which knows no slots yet. */
  interface Clause {
    KeyConflicts compile(CollectionTable table, OperatorCompiler compiler);
  }

  /** What it does, for EXPLAIN. */
  String words();

  /**
   * Inserts documents, as far as no key is in the way, and does what is to be done about the
   * others.
   *
   * @return for each document what it has become in the table, or null if it left nothing there
   */
  List<byte @Nullable []> write(
      StatementScope scope, List<byte[]> documents, @Nullable Object[] environment);

  /**
   * What to throw when documents were refused because of a key that the snapshot does not show.
   *
   * @param arbiters the keys that count as there
   */
  static RuntimeException committedSince(
      List<Arbiter> arbiters,
      DuplicateKeyException duplicate,
      List<byte[]> documents,
      @Nullable Object[] environment) {
    boolean meant =
        arbiters.stream()
            .anyMatch(
                arbiter ->
                    documents.stream().allMatch(document -> arbiter.refused(duplicate, document)));
    if (!meant) {
      return duplicate;
    } else if (Attempt.of(environment).execution().refreshes()) {
      return new StaleSnapshot("key " + duplicate.keyValue());
    }
    var conflict =
        new DuetException(
            ErrorCode.WRITE_CONFLICT,
            "key "
                + duplicate.keyValue()
                + " was committed after the transaction's snapshot; run it again",
            Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR));
    conflict.initCause(duplicate);
    return conflict;
  }
}
