package org.duetdb.sql.execute;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.sql.expression.Environment;
import org.duetdb.sql.expression.StatementFacts;
import org.jspecify.annotations.Nullable;

/** One run of an execution on one snapshot. Used by one thread. */
final class Attempt implements StatementFacts {
  /** How many rows pass between two looks at the clock. */
  private static final int ROWS_PER_CHECK = 1024;

  private final Execution execution;
  private final DocumentSource source;
  private @Nullable RandomGenerator random;
  private Map<String, Integer> drawn = Map.of(); // made when a sequence is asked
  private long held;
  private int rows;

  private Attempt(Execution execution, DocumentSource source) {
    this.execution = execution;
    this.source = source;
  }

  /** The environment of a new attempt with so many slots. */
  static @Nullable Object[] environment(Execution execution, DocumentSource source, int slots) {
    return Environment.of(new Attempt(execution, source), execution.parameters(), slots);
  }

  static Attempt of(@Nullable Object[] environment) {
    return (Attempt) Environment.facts(environment);
  }

  Execution execution() {
    return execution;
  }

  DocumentCursor find(FindOperation operation, @Nullable Object[] environment) {
    return source.find(operation, environment);
  }

  /** The same attempt with one document each, or none, in the place of what some scans find. */
  Attempt narrowed(List<CollectionScan> scans, List<Optional<byte[]>> documents) {
    return new Attempt(
        execution,
        (operation, environment) -> {
          for (int i = 0; i < scans.size(); i++) {
            if (scans.get(i).operation() == operation) {
              return new OneDocument(
                  documents
                      .get(i)
                      .filter(document -> operation.residual().test(document, environment))
                      .orElse(null));
            }
          }
          return source.find(operation, environment);
        });
  }

  /** Counts a row that an operator has worked on, and now and then looks whether to go on. */
  void tick() {
    if (++rows % ROWS_PER_CHECK == 0) {
      execution.check();
    }
  }

  /** Counts bytes that the attempt holds back; fails with 53200 beyond the limit. */
  void hold(long bytes) {
    held += bytes;
    if (held > execution.session().memoryBytes()) {
      throw new DuetException(
          ErrorCode.EXCEEDED_MEMORY_LIMIT,
          "the statement would hold back more than "
              + execution.session().memoryBytes()
              + " bytes (option sqlMemory); it has been undone");
    }
  }

  /** Gives back what was held. */
  void release(long bytes) {
    held -= bytes;
  }

  @Override
  public Instant time() {
    return execution.time();
  }

  @Override
  public RandomGenerator random() {
    if (random == null) {
      random = new SplittableRandom(execution.seed());
    }
    return random;
  }

  @Override
  public String schema() {
    return execution.session().schema();
  }

  @Override
  public long nextValue(String sequence) {
    if (drawn.isEmpty()) {
      drawn = new HashMap<>();
    }
    int place = drawn.merge(sequence, 1, Integer::sum) - 1;
    return execution.nextValue(sequence, place);
  }

  @Override
  public long currentValue(String sequence) {
    return execution.session().currentValue(sequence);
  }

  @Override
  public String catalog() {
    return execution.session().catalog();
  }
}
