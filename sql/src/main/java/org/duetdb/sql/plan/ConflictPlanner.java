package org.duetdb.sql.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.Arbiter;
import org.duetdb.sql.execute.KeyConflicts;
import org.duetdb.sql.execute.OnConflict;
import org.duetdb.sql.execute.Replacement;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlAssignments;
import org.duetdb.sql.grammar.SqlConflictClause;
import org.duetdb.sql.grammar.SqlInsertRows;
import org.duetdb.sql.grammar.SqlText;

/**
 * Plans what an INSERT does about keys that are there already. ON CONFLICT DO UPDATE sees the row
 * that is there, and the other as {@code excluded}; REPLACE is about all unique keys.
 */
final class ConflictPlanner {
  private ConflictPlanner() {}

  static Optional<KeyConflicts.Clause> plan(
      StatementPlanner planner, WriteTarget target, SqlInsertRows insert) {
    if (!insert.replaces()) {
      return insert.conflict().map(clause -> plan(planner, target, clause));
    } else if (insert.conflict().isPresent()) {
      throw failure(
          "REPLACE takes no ON CONFLICT: it deletes what is in the way",
          insert.conflict().get(),
          planner.queries());
    }
    return Optional.of(new Replacement.Clause(all(target.table())));
  }

  private static OnConflict.Clause plan(
      StatementPlanner planner, WriteTarget target, SqlConflictClause clause) {
    List<Arbiter> arbiters = arbiters(target.table(), clause, planner.queries());
    if (clause.assignments().isEmpty()) {
      return new OnConflict.Clause(arbiters, Optional.empty(), List.of());
    }
    if (clause.columns().isEmpty()) {
      throw failure("ON CONFLICT DO UPDATE must name the key's columns", clause, planner.queries());
    }
    SqlAssignments assignments = clause.assignments().get();
    SetClause set = SetClause.of(target, assignments, planner.queries());
    SqlIdentifier name = target.name();
    SqlNode excluded =
        SqlStdOperatorTable.AS.createCall(
            name.getParserPosition(),
            name.clone(name.getParserPosition()), // because Calcite knows relations by their node
            new SqlIdentifier(SqlConflictClause.EXCLUDED, name.getParserPosition()));
    SqlNode from = WriteTarget.join(name, JoinType.COMMA, excluded, Optional.empty());
    RelNode query =
        planner
            .algebra(
                PlainSelect.of(
                    UpdatePlanner.named(set.values()), from, clause.where().orElse(null)),
                set.hints())
            .algebra();
    return new OnConflict.Clause(
        arbiters, Optional.of(Optimizer.withinExpressions(query)), set.targets());
  }

  /** The unique keys that the clause means: the one that it names, or all. */
  private static List<Arbiter> arbiters(
      CollectionTable table, SqlConflictClause clause, QueryPlanner planner) {
    if (clause.columns().isEmpty()) {
      return all(table);
    }
    Set<FieldPath> named = new HashSet<>();
    clause.columns().forEach(name -> named.add(IndexPlanner.path(table, name, planner)));
    Set<FieldPath> key = new HashSet<>();
    table.keyColumns().forEach(column -> key.add(table.columns().get(column).path()));
    if (named.equals(key)) {
      return List.of(Arbiter.PRIMARY_KEY);
    }
    return unique(table)
        .filter(index -> index.partial().isEmpty() && named.equals(paths(index)))
        .findFirst()
        .map(index -> List.of(new Arbiter(Optional.of(index))))
        .orElseThrow(
            () ->
                failure(
                    "ON CONFLICT names columns that are no unique key; CREATE UNIQUE INDEX makes"
                        + " them one",
                    clause,
                    planner));
  }

  private static Stream<IndexDescriptor> unique(CollectionTable table) {
    return table.descriptor().indexes().stream().filter(IndexDescriptor::unique);
  }

  private static List<Arbiter> all(CollectionTable table) {
    return Stream.concat(
            Stream.of(Arbiter.PRIMARY_KEY),
            unique(table).map(index -> new Arbiter(Optional.of(index))))
        .toList();
  }

  private static Set<FieldPath> paths(IndexDescriptor index) {
    Set<FieldPath> paths = new HashSet<>();
    index.keys().forEach(key -> paths.add(key.path()));
    return paths;
  }

  private static SqlFailure failure(
      String message, SqlConflictClause clause, QueryPlanner planner) {
    return new SqlFailure(
        SqlState.INVALID_CLAUSE, message, planner.sql(), SqlText.position(clause.position()));
  }
}
