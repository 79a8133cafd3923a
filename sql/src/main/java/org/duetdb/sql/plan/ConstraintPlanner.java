package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.grammar.SqlTableConstraint;
import org.duetdb.sql.grammar.SqlTableConstraint.Reference;
import org.duetdb.sql.grammar.SqlText;

/** Plans what a table demands beyond columns and key: CHECKs, foreign keys, unique keys. */
final class ConstraintPlanner {
  /** How expressions are written for the catalog: as our own parser reads them. */
  static final SqlDialect DIALECT =
      new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));

  private final List<SqlTableConstraint> constraints;
  private final CollectionDescriptor plain;
  private final QueryPlanner planner;

  /**
   * @param constraints those to add; a primary key is not looked at
   * @param plain the table without them
   */
  ConstraintPlanner(
      List<SqlTableConstraint> constraints, CollectionDescriptor plain, QueryPlanner planner) {
    this.constraints = constraints;
    this.plain = plain;
    this.planner = planner;
  }

  /** The table with them, checked. */
  CollectionDescriptor complete() {
    List<CollectionDescriptor.Check> checks = new ArrayList<>(plain.checks());
    List<CollectionDescriptor.ForeignKey> keys = new ArrayList<>(plain.foreignKeys());
    List<IndexDescriptor> indexes = new ArrayList<>(plain.indexes());
    for (SqlTableConstraint constraint : constraints) {
      if (constraint.kind() == SqlTableConstraint.Kind.UNIQUE) {
        unique(constraint).ifPresent(indexes::add);
      }
    }
    CollectionDescriptor indexed = plain.withIndexes(indexes);
    for (SqlTableConstraint constraint : constraints) {
      if (constraint.check().isPresent()) {
        String text = constraint.check().get().toSqlString(DIALECT).getSql();
        checks.add(
            new CollectionDescriptor.Check(name(constraint, "check" + (checks.size() + 1)), text));
      } else if (constraint.reference().isPresent()) {
        keys.add(foreignKey(constraint, constraint.reference().get(), indexed, keys.size() + 1));
      }
    }
    if (checks.isEmpty() && keys.isEmpty()) {
      return indexed;
    }
    CollectionDescriptor descriptor = indexed.withConstraints(checks, keys);
    RulesPlanner.of(new CollectionTable(descriptor), planner.view().with(descriptor));
    return descriptor;
  }

  private String name(SqlTableConstraint constraint, String suffix) {
    return constraint.name().orElse(plain.namespace().collection() + "_" + suffix);
  }

  /** The index of a UNIQUE; none if the columns are the primary key, which is unique already. */
  private Optional<IndexDescriptor> unique(SqlTableConstraint constraint) {
    var table = new CollectionTable(plain);
    List<IndexDescriptor.Key> keys =
        constraint.columns().stream()
            .map(
                column -> new IndexDescriptor.Key(IndexPlanner.path(table, column, planner), false))
            .toList();
    List<String> names = constraint.columns().stream().map(each -> declared(table, each)).toList();
    if (names.equals(plain.primaryKey())) {
      return Optional.empty();
    }
    String name =
        constraint.name().orElseGet(() -> IndexPlanner.defaultName(plain.namespace(), keys, "key"));
    return Optional.of(IndexDescriptor.of(name, keys).withUnique(true, true));
  }

  private CollectionDescriptor.ForeignKey foreignKey(
      SqlTableConstraint constraint, Reference reference, CollectionDescriptor own, int number) {
    Namespace named = TableTarget.namespace(reference.target(), planner);
    CollectionTable parent =
        named.equals(own.namespace())
            ? new CollectionTable(own)
            : TableTarget.of(reference.target(), planner);
    List<String> columns = new ArrayList<>();
    for (SqlIdentifier column : constraint.columns()) {
      columns.add(declared(new CollectionTable(own), column));
    }
    List<String> others = new ArrayList<>();
    for (SqlIdentifier column : reference.columns()) {
      others.add(declared(parent, column));
    }
    var key =
        new CollectionDescriptor.ForeignKey(
            name(constraint, "fkey" + number),
            columns,
            parent.namespace(),
            others,
            reference.onDelete(),
            reference.onUpdate());
    return leading(key, parent)
        .orElseThrow(
            () ->
                new SqlFailure(
                    SqlState.INVALID_DEFINITION,
                    "REFERENCES must name the primary key of table "
                        + parent.name()
                        + " or columns that are UNIQUE there",
                    planner.sql(),
                    SqlText.position(reference.target().getParserPosition())));
  }

  /** The foreign key as it leads to a unique key of the parent; empty if it does not. */
  private static Optional<CollectionDescriptor.ForeignKey> leading(
      CollectionDescriptor.ForeignKey key, CollectionTable parent) {
    List<String> own = key.columns();
    List<String> others = key.targetColumns();
    if (others.isEmpty()) {
      return Optional.of(key);
    } else if (own.size() != others.size() || Set.copyOf(others).size() < others.size()) {
      return Optional.empty();
    }
    List<String> primary = parent.descriptor().primaryKey();
    if (Set.copyOf(primary).equals(Set.copyOf(others))) {
      List<String> ordered = primary.stream().map(name -> own.get(others.indexOf(name))).toList();
      return Optional.of(key.withColumns(ordered, List.of()));
    }
    return ReferredColumns.unique(parent.descriptor(), others).isEmpty()
        ? Optional.empty()
        : Optional.of(key);
  }

  private String declared(CollectionTable table, SqlIdentifier column) {
    return table.columns().get(TargetColumns.index(table, column, planner)).name();
  }
}
