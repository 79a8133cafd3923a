package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionDescriptor.ForeignKey;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CatalogView;

/**
 * The columns beside the primary key that foreign keys refer to: a unique index makes them a key,
 * and neither it nor they can go before the foreign keys do.
 */
final class ReferredColumns {
  private ReferredColumns() {}

  /** The indexes that let each combination of values of these columns stand in one row. */
  static List<IndexDescriptor> unique(CollectionDescriptor table, List<String> columns) {
    return table.indexes().stream()
        .filter(index -> index.unique() && index.partial().isEmpty() && !index.sparse())
        .filter(index -> paths(index).equals(Set.copyOf(columns)))
        .toList();
  }

  private static Set<String> paths(IndexDescriptor index) {
    Set<String> paths = new HashSet<>();
    index.keys().forEach(key -> paths.add(key.path().toString()));
    return paths;
  }

  /** Whether a foreign key leads to a column of a table by its name. */
  static boolean leadsTo(ForeignKey key, Namespace table, String column) {
    return key.target().equals(table) && key.targetColumns().contains(column);
  }

  /** Whether some table's foreign key leads to a column by its name. */
  static boolean any(CatalogView view, Namespace table, String column) {
    return view.tables().stream()
        .flatMap(other -> other.descriptor().foreignKeys().stream())
        .anyMatch(key -> leadsTo(key, table, column));
  }

  /**
   * Looks after foreign keys that lose what makes the columns a key that they refer to.
   *
   * @param changed the table as it will be
   * @param cascade whether they go as well; else they refuse it
   */
  static void release(StatementScope scope, CollectionDescriptor changed, boolean cascade) {
    for (CollectionDescriptor table : scope.collections()) {
      List<ForeignKey> kept =
          table.foreignKeys().stream().filter(key -> holds(key, changed)).toList();
      if (kept.size() == table.foreignKeys().size()) {
        continue;
      } else if (!cascade) {
        List<ForeignKey> lost = new ArrayList<>(table.foreignKeys());
        lost.removeAll(kept);
        throw new SqlFailure(
            SqlState.DEPENDENT_OBJECTS,
            "foreign key "
                + lost.get(0).name()
                + " of table "
                + table.namespace().collection()
                + " refers to what is unique in table "
                + changed.namespace().collection()
                + "; drop that first, or both with CASCADE");
      }
      scope.alterCollection(table.withConstraints(table.checks(), kept));
    }
  }

  private static boolean holds(ForeignKey key, CollectionDescriptor changed) {
    return !key.target().equals(changed.namespace())
        || key.targetColumns().isEmpty()
        || !unique(changed, key.targetColumns()).isEmpty();
  }

  /** Lets foreign keys of other tables follow a column to its other name. */
  static void rename(StatementScope scope, Namespace table, String from, String to) {
    for (CollectionDescriptor other : scope.collections()) {
      if (!other.namespace().equals(table)
          && other.foreignKeys().stream().anyMatch(key -> leadsTo(key, table, from))) {
        scope.alterCollection(
            other.withConstraints(
                other.checks(),
                other.foreignKeys().stream().map(key -> renamed(key, table, from, to)).toList()));
      }
    }
  }

  /** A foreign key that leads to the other name, if it led to the column. */
  static ForeignKey renamed(ForeignKey key, Namespace table, String from, String to) {
    UnaryOperator<String> change = name -> name.equals(from) ? to : name;
    return leadsTo(key, table, from)
        ? key.withColumns(key.columns(), key.targetColumns().stream().map(change).toList())
        : key;
  }
}
