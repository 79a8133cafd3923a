package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.jspecify.annotations.Nullable;

/**
 * Locks the documents behind rows, row by row in their order, until there are enough: exactly what
 * is let through is locked. Where a lock had to be waited for, the engine runs the whole statement
 * again, so that the order is that of the newest rows.
 *
 * <p>Only SKIP LOCKED can meet a document that is newer than the snapshot without that. Its row is
 * then computed again with the newest document in the place of the old one.
 */
final class Locked implements Operator {
  private final Operator input;
  private final int width;
  private final List<LockRows.Target> targets;
  private final List<CollectionScan> scans;
  private final RowLimit limit;

  /**
   * @param scans for each target the scan that its documents come from
   */
  Locked(
      Operator input,
      int width,
      List<LockRows.Target> targets,
      List<CollectionScan> scans,
      RowLimit limit) {
    this.input = input;
    this.width = width;
    this.targets = targets;
    this.scans = scans;
    this.limit = limit;
  }

  @Override
  public void explain(Explanation text) {
    text.line("lock each row as it is let through", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    return ListRows.of(new Run(environment).rows());
  }

  private final class Run {
    private final @Nullable Object[] environment;
    private final Attempt attempt;
    private final List<Object> locked = new ArrayList<>();
    private final Set<Object> computedAgain = new HashSet<>();
    private long toSkip;

    Run(@Nullable Object[] environment) {
      this.environment = environment;
      this.attempt = Attempt.of(environment);
    }

    List<Object> rows() {
      toSkip = limit.skip(environment);
      long wanted = limit.count(environment);
      if (wanted == 0) {
        return locked;
      }
      try (Rows rows = input.open(environment)) {
        while (locked.size() < wanted && rows.next()) {
          attempt.tick();
          @Nullable Object[] row = (@Nullable Object[]) rows.current();
          if (toSkip > 0) {
            toSkip--;
          } else {
            lock(row);
          }
        }
      }
      return locked;
    }

    private void lock(@Nullable Object[] row) {
      List<Optional<byte[]>> documents = new ArrayList<>();
      boolean newer = false;
      for (LockRows.Target target : targets) {
        Object value = row[target.column()];
        if (value == null) {
          documents.add(Optional.empty());
          continue;
        }
        byte[] before = ((BsonSlice) value).bytes();
        byte[] document = lock(target, before);
        if (document == null) {
          return;
        }
        documents.add(Optional.of(document));
        newer |= !Arrays.equals(before, document);
      }
      if (newer) {
        again(documents);
      } else {
        let(row);
      }
    }

    private byte @Nullable [] lock(LockRows.Target target, byte[] document) {
      FindOperation find =
          FindOperation.of(
                  target.namespace(),
                  Access.key(DocumentKey.of(document)),
                  DocumentPredicate.ALWAYS)
              .withLock(target.lock().lock(environment));
      try (DocumentCursor cursor = attempt.find(find, environment)) {
        return cursor.next();
      }
    }

    private void let(@Nullable Object[] row) {
      @Nullable Object[] columns = Arrays.copyOf(row, width);
      attempt.hold(RowSize.of(columns));
      locked.add(columns);
    }

    /** Computes the rows of these documents, once for all rows that they are behind. */
    private void again(List<Optional<byte[]>> documents) {
      if (!computedAgain.add(documents.stream().map(each -> each.map(DocumentKey::of)).toList())) {
        return;
      }
      @Nullable Object[] narrowed = environment.clone();
      narrowed[0] = attempt.narrowed(scans, documents);
      try (Rows rows = input.open(narrowed)) {
        while (rows.next()) {
          let((@Nullable Object[]) rows.current());
        }
      }
    }
  }
}
