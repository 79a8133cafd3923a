package org.duetdb.sql.plan;

import java.util.HashSet;
import java.util.Set;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.execute.TableRewrite;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of ALTER TABLE. Its actions change the catalog at once, but the rows only together at
 * the end, since a statement writes a row once; indexes are made of the rows after that.
 */
final class Alteration {
  private final StatementScope scope;
  private final TableRewrite rows;
  private final Set<String> indexes = new HashSet<>();

  Alteration(StatementScope scope, CollectionDescriptor table, @Nullable Object[] environment) {
    this.scope = scope;
    this.rows = new TableRewrite(scope, table.namespace(), environment);
  }

  /** What one action does. */
  @FunctionalInterface
  interface Step {
    void apply(Alteration run);
  }

  StatementScope scope() {
    return scope;
  }

  /** The rows as the actions so far have them. */
  TableRewrite rows() {
    return rows;
  }

  /** The table gets an index of that name, in the form that it has when all actions are done. */
  void index(String name) {
    indexes.add(name);
  }

  /**
   * Writes the rows and makes the indexes.
   *
   * @param table as the actions have described it
   */
  void finish(CollectionDescriptor table) {
    rows.finish();
    table.indexes().stream()
        .filter(index -> indexes.contains(index.name()))
        .forEach(index -> scope.createIndex(table.namespace(), index));
  }
}
