package org.duetdb.engine.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.plan.Candidates;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest state of each document: what the transaction has made of it, or else what is
 * committed. Each head is looked at for itself, so the documents need not have been there together:
 * enough for whoever keeps those that matter from changing by a claim.
 */
final class NewestRead {
  private static final int LOOK_EVERY = 127;

  private final Core core;
  private final Statement statement;
  private final Transaction transaction;

  NewestRead(Core core, Statement statement, Transaction transaction) {
    this.core = core;
    this.statement = statement;
    this.transaction = transaction;
  }

  DocumentCursor run(Collection collection, FindOperation operation, Object[] parameters) {
    var found = new ArrayList<byte[]>();
    long limit = operation.limit() == 0 ? Long.MAX_VALUE : operation.limit();
    var candidates = Candidates.of(operation.access(), parameters, collection, Optional.empty());
    int looked = 0;
    for (var head = candidates.next();
        head != null && found.size() < limit;
        head = candidates.next()) {
      if ((++looked & LOOK_EVERY) == 0) {
        statement.checkAlive();
      }
      var version = newest(head);
      var document = version == null ? null : version.document();
      if (document != null
          && candidates.isFor(head, document)
          && operation.residual().test(document, parameters)) {
        found.add(document);
      }
    }
    return new ListCursor(List.copyOf(found));
  }

  private @Nullable Version newest(Head head) {
    while (true) {
      var top = head.state().newest();
      var version = top;
      while (version != null && !counts(version)) {
        version = version.older();
      }
      if (version != null || top == null || !counts(top)) {
        return version;
      }
      // The top has committed while it was passed, and what lay under it is pruned: look again.
    }
  }

  private boolean counts(Version version) {
    long timestamp = version.timestamp(core.timestamps());
    return timestamp > 0 || (timestamp == Version.UNCOMMITTED && version.writer() == transaction);
  }
}
