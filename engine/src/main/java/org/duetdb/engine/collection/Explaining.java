package org.duetdb.engine.collection;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.spi.Explanation;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.plan.Candidates;
import org.duetdb.engine.plan.IndexUse;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.jspecify.annotations.Nullable;

/** Runs a read to its end for its plan and its numbers. */
final class Explaining {
  private final Core core;
  private final Statement statement;
  private final Snapshot snapshot;

  Explaining(Core core, Statement statement, Snapshot snapshot) {
    this.core = core;
    this.statement = statement;
    this.snapshot = snapshot;
  }

  Explanation run(@Nullable Collection collection, FindOperation operation, Object[] parameters) {
    var use =
        collection == null
            ? null
            : Candidates.of(operation.access(), parameters, collection, operation.order());
    var stats = statement.stats();
    long keys = stats.keysExamined;
    long documents = stats.docsExamined;
    long start = statement.elapsedNanos();
    long returned = 0;
    try (var cursor =
        new Reads(core).open(statement, snapshot, collection, operation, parameters, () -> {})) {
      while (cursor.next() != null) {
        returned++;
      }
    }
    var index = use == null ? null : use.use().orElse(null);
    boolean sorts = operation.order().isPresent() && (use == null || !use.isOrdered());
    return new Explanation(
        stats.planSummary,
        index == null ? Optional.empty() : Optional.of(index.index()),
        index != null && index.multikey(),
        index != null && index.backward(),
        bounds(index),
        sorts,
        stats.keysExamined - keys,
        stats.docsExamined - documents,
        returned,
        stats.writeConflicts,
        statement.elapsedNanos() - start);
  }

  private static List<String> bounds(@Nullable IndexUse use) {
    return use == null ? List.of() : use.bounds();
  }
}
