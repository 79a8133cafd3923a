package org.duetdb.sql.plan;

import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.duetdb.sql.catalog.CollectionTable;
import org.jspecify.annotations.Nullable;

/**
 * Whether a statement mentions a table that paths can lead into; most do not, and need no
 * resolving.
 */
final class PathMentions extends SqlBasicVisitor<Void> {
  private final QueryPlanner planner;

  private PathMentions(QueryPlanner planner) {
    this.planner = planner;
  }

  static boolean in(SqlNode statement, QueryPlanner planner) {
    try {
      statement.accept(new PathMentions(planner));
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  /** The table that a name in FROM stands for. */
  static Optional<CollectionTable> table(SqlIdentifier name, QueryPlanner planner) {
    int size = name.names.size();
    return size > 2
        ? Optional.empty()
        : planner
            .view()
            .table(
                size == 2 ? name.names.get(0) : planner.schema(),
                CollectionTable.unmarked(name.names.get(size - 1)));
  }

  @Override
  public @Nullable Void visit(SqlIdentifier name) {
    if (!name.isStar() && table(name, planner).filter(PathMentions::hasPaths).isPresent()) {
      throw new Util.FoundOne(name);
    }
    return null;
  }

  private static boolean hasPaths(CollectionTable table) {
    return !table.isDeclared()
        || table.columns().stream()
            .anyMatch(
                column ->
                    switch (column.type().getSqlTypeName()) {
                      case ANY, MAP, ROW, ARRAY -> true;
                      default -> false;
                    });
  }
}
