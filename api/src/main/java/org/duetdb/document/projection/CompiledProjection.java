package org.duetdb.document.projection;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A projection, compiled once and applied to any number of documents. Immutable. One that
 * {@linkplain #usesTime() uses the time} takes it as its first parameter.
 */
public final class CompiledProjection implements UnaryOperator<byte[]> {
  private static final Object[] NO_PARAMETERS = {};

  private final List<Step> steps;
  private final boolean usesTime;

  CompiledProjection(List<Step> steps, boolean usesTime) {
    this.steps = List.copyOf(steps);
    this.usesTime = usesTime;
  }

  /** One thing that is done to the document that the steps before have made of another. */
  @FunctionalInterface
  interface Step {
    byte[] apply(byte[] original, byte[] current, Object[] parameters);
  }

  /** Whether the projection wants the time of the statement as its first parameter. */
  public boolean usesTime() {
    return usesTime;
  }

  @Override
  public byte[] apply(byte[] document) {
    return apply(document, NO_PARAMETERS);
  }

  /** What the projection makes of a document. */
  public byte[] apply(byte[] document, Object[] parameters) {
    byte[] current = document;
    for (Step step : steps) {
      current = step.apply(document, current, parameters);
    }
    return current;
  }
}
