package org.duetdb.sql.execute;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.core.CorrelationId;
import org.duetdb.sql.expression.Environment;

/** Hands out the places of the environment behind the parameters, while a statement is compiled. */
final class Slots {
  private final int parameters;
  private final Map<CorrelationId, Integer> outerRows = new HashMap<>();
  private final Set<CorrelationId> bound = new HashSet<>();
  private final Map<String, Integer> recursions = new HashMap<>();
  private int used;

  Slots(int parameters) {
    this.parameters = parameters;
  }

  /** The place of an outer row. */
  int outerRow(CorrelationId id) {
    return outerRows.computeIfAbsent(id, ignored -> next());
  }

  /** Notes that somebody puts the outer row in its place; false if somebody does already. */
  boolean bind(CorrelationId id) {
    return bound.add(id);
  }

  /** The place of the rows that a recursive query has found last. */
  int recursion(RelOptTable table) {
    return recursions.computeIfAbsent(
        String.join(".", table.getQualifiedName()), ignored -> next());
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
