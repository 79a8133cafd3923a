package org.duetdb.sql.execute;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.core.CorrelationId;
import org.duetdb.sql.expression.Environment;

/** Hands out the places of the environment behind the parameters, while a statement is compiled. */
final class Slots {
  private final int parameters;
  private final Map<CorrelationId, Integer> outerRows = new HashMap<>();
  private int used;

  Slots(int parameters) {
    this.parameters = parameters;
  }

  /** The place of an outer row. */
  int outerRow(CorrelationId id) {
    return outerRows.computeIfAbsent(id, ignored -> next());
  }

  /** A place that nobody else has. */
  int next() {
    return Environment.slot(parameters, used++);
  }

  /** How many places an environment needs. */
  int used() {
    return used;
  }
}
