package org.duetdb.sql.plan;

import java.util.List;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;

/** What stands on a table or a view: other views, and tables that refer to it. */
final class Dependents {
  private Dependents() {}

  /** The views that lead to one of these, directly or not, themselves left out. */
  private static List<CollectionTable> views(List<Namespace> used, QueryPlanner planner) {
    return planner.view().tables().stream()
        .filter(CollectionTable::isView)
        .filter(view -> !used.contains(view.namespace()))
        .filter(view -> Expansion.tables(view, planner).stream().anyMatch(used::contains))
        .toList();
  }

  /** CASCADE: drops the views that lead to these, and the foreign keys of other tables. */
  static void drop(StatementScope scope, List<Namespace> dropped, QueryPlanner planner) {
    for (CollectionTable view : views(dropped, planner)) {
      scope.dropCollection(view.namespace());
    }
    for (CollectionDescriptor other : scope.collections()) {
      List<CollectionDescriptor.ForeignKey> kept =
          other.foreignKeys().stream().filter(key -> !dropped.contains(key.target())).toList();
      if (kept.size() < other.foreignKeys().size() && !dropped.contains(other.namespace())) {
        scope.alterCollection(other.withConstraints(other.checks(), kept));
      }
    }
  }

  /** Fails if a view that stays leads to a table or view. */
  static void requireNoView(
      StatementScope scope, Namespace used, List<Namespace> dropped, QueryPlanner planner) {
    for (CollectionTable view : views(List.of(used), planner)) {
      if (!dropped.contains(view.namespace()) && scope.collection(view.namespace()).isPresent()) {
        throw new SqlFailure(
            SqlState.DEPENDENT_OBJECTS,
            "'"
                + used.collection()
                + "' is needed by view '"
                + view.name()
                + "'; drop that first, or both with CASCADE");
      }
    }
  }

  /** Lets the views that lead to a table go on though one of its columns got another name. */
  static void rename(
      StatementScope scope, Namespace table, String from, String to, QueryPlanner planner) {
    for (CollectionTable view : views(List.of(table), planner)) {
      scope
          .collection(view.namespace())
          .ifPresent(now -> scope.alterCollection(EarlierNames.renamed(now, table, from, to)));
    }
  }

  /** Fails if a view cannot be planned any more when a table is described so. */
  static void requireViews(CollectionDescriptor changed, QueryPlanner planner) {
    var after = planner.against(planner.view().with(changed));
    for (CollectionTable view : views(List.of(changed.namespace()), planner)) {
      try {
        ViewPlanner.test(view, after);
      } catch (SqlFailure broken) {
        throw new SqlFailure(
            SqlState.DEPENDENT_OBJECTS,
            "the column is needed by view '" + view.name() + "'; drop that first",
            broken);
      }
    }
  }
}
