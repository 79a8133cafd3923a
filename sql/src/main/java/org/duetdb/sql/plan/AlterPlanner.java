package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionDescriptor.Column;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.execute.DefinitionPlan;
import org.duetdb.sql.execute.Sequence;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.execute.TableRules;
import org.duetdb.sql.grammar.SqlAlterTable;
import org.duetdb.sql.grammar.SqlSequenceOptions;
import org.duetdb.sql.grammar.SqlTableConstraint;
import org.duetdb.sql.grammar.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * Plans ALTER TABLE: each action makes another description of the table, and changes or tests the
 * documents where it has to. The table is taken first, so everything waits for open locks.
 */
final class AlterPlanner {
  private final StatementPlanner planner;
  private final CollectionDescriptor before;
  private final List<Alteration.Step> steps = new ArrayList<>();
  private CollectionDescriptor table;

  private AlterPlanner(StatementPlanner planner, CollectionDescriptor table) {
    this.planner = planner;
    this.before = table;
    this.table = table;
  }

  static StatementPlan plan(StatementPlanner planner, SqlAlterTable alter) {
    QueryPlanner queries = planner.queries();
    if (alter.ifExists() && PathMentions.table(alter.name(), queries).isEmpty()) {
      return DefinitionPlan.of(scope -> {});
    }
    CollectionTable target = TableTarget.of(alter.name(), queries);
    if (!target.isDeclared()) {
      throw new SqlFailure(
          SqlState.WRONG_OBJECT_TYPE,
          "collection '" + target.name() + "' has no declared columns to alter");
    }
    if (alter.actions().size() > 1
        && alter.actions().stream().anyMatch(SqlAlterTable.Rename.class::isInstance)) {
      throw new SqlFailure(
          SqlState.SYNTAX_ERROR, "RENAME TO cannot stand beside other actions of ALTER TABLE");
    }
    var altering = new AlterPlanner(planner, target.descriptor());
    alter.actions().forEach(altering::add);
    return new DefinitionPlan(altering::apply);
  }

  private void apply(StatementScope scope, @Nullable Object[] environment) {
    if (scope.collection(before.namespace()).filter(before::equals).isEmpty()) {
      throw new SqlFailure(
          SqlState.OBJECT_NOT_IN_STATE,
          "table '"
              + before.namespace().collection()
              + "' was altered meanwhile; nothing was done, run the statement again");
    }
    var run = new Alteration(scope, before, environment);
    steps.forEach(step -> step.apply(run));
    run.finish(table);
  }

  private void add(SqlAlterTable.Action action) {
    if (action instanceof SqlAlterTable.AddColumn add) {
      addColumn(add);
    } else if (action instanceof SqlAlterTable.AddConstraints add) {
      addConstraints(add.constraints());
    } else if (action instanceof SqlAlterTable.DropColumn drop) {
      dropColumn(drop);
    } else if (action instanceof SqlAlterTable.DropConstraint drop) {
      dropConstraint(drop);
    } else if (action instanceof SqlAlterTable.RenameColumn rename) {
      new Renaming(planner.queries(), table).column(rename, this::become);
    } else if (action instanceof SqlAlterTable.Rename rename) {
      new Renaming(planner.queries(), table).table(rename.to(), this::become);
    } else if (action instanceof SqlAlterTable.SetDefault set) {
      setDefault(set.column(), set.value());
    } else if (action instanceof SqlAlterTable.SetNullable set) {
      setNullable(set.column(), set.nullable());
    } else if (action instanceof SqlAlterTable.SetType set) {
      setType(set);
    }
  }

  /** From here on the table is described so, which a change brings about. */
  private void become(CollectionDescriptor changed, Alteration.Step step) {
    table = changed;
    steps.add(step);
  }

  /** The same where the catalog alone changes, and what is done behind that. */
  private void describe(CollectionDescriptor changed, Alteration.Step behind) {
    become(
        changed,
        run -> {
          run.scope().alterCollection(changed);
          behind.apply(run);
        });
  }

  private void addColumn(SqlAlterTable.AddColumn add) {
    SqlIdentifier name = add.column().name();
    if (new CollectionTable(table).indexOf(name.getSimple()) >= 0) {
      if (add.ifNotExists()) {
        return;
      }
      throw failure(SqlState.DUPLICATE_COLUMN, "column '" + name + "' is there already", name);
    }
    Column column =
        TablePlanner.column(add.column(), table.namespace(), List.of(), planner.queries());
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(column);
    Map<String, String> properties = new HashMap<>(table.properties());
    add.column()
        .identity()
        .ifPresent(
            identity ->
                properties.putAll(TablePlanner.properties(Map.of(column.name(), identity))));
    var changed = new CollectionTable(table.withColumns(columns).withProperties(properties));
    TableColumn added = changed.columns().get(columns.size() - 1);
    Optional<RexNode> value =
        column.defaultExpression().isEmpty()
            ? Optional.empty()
            : Optional.of(
                InsertPlanner.expressions(
                        planner, List.of(InsertPlanner.defaultOf(added)), Map.of())
                    .get(0));
    describe(
        changed.descriptor(),
        run -> {
          if (add.column().identity().isPresent()) {
            number(run, changed, added, add.column().identity().get().options());
          } else if (value.isPresent()) {
            run.rows().fill(changed, added, value.get());
          } else {
            requireValues(run, changed, added);
          }
        });
    addConstraints(add.constraints());
  }

  /** The rows that are there get the first values of the sequence. */
  private static void number(
      Alteration run, CollectionTable table, TableColumn column, SqlSequenceOptions options) {
    long next = run.rows().number(table, column, options.start(), options.increment());
    Namespace sequence = TablePlanner.sequence(table.namespace(), column.name());
    Sequence.create(run.scope(), sequence, next, options.increment());
  }

  private static void requireValues(Alteration run, CollectionTable table, TableColumn column) {
    if (!column.type().isNullable()) {
      run.rows().requireValues(table, column);
    }
  }

  private void addConstraints(List<SqlTableConstraint> constraints) {
    for (SqlTableConstraint constraint : constraints) {
      if (constraint.kind() == SqlTableConstraint.Kind.PRIMARY_KEY) {
        throw new SqlFailure(
            SqlState.UNSUPPORTED,
            "a primary key is the document's _id and can only be declared by CREATE TABLE");
      }
    }
    if (constraints.isEmpty()) {
      return;
    }
    CollectionDescriptor old = table;
    CollectionDescriptor changed =
        new ConstraintPlanner(constraints, table, planner.queries()).complete();
    requireNewNames(changed);
    CatalogView view = planner.queries().view().with(changed);
    TableRules rules =
        RulesPlanner.of(
            new CollectionTable(
                changed.withConstraints(
                    changed.checks().subList(old.checks().size(), changed.checks().size()),
                    changed
                        .foreignKeys()
                        .subList(old.foreignKeys().size(), changed.foreignKeys().size()))),
            view);
    List<IndexDescriptor> indexes =
        changed.indexes().subList(old.indexes().size(), changed.indexes().size());
    describe(
        changed,
        run -> {
          run.rows().require(rules);
          indexes.forEach(index -> run.index(index.name()));
        });
  }

  private void requireNewNames(CollectionDescriptor changed) {
    List<String> names = new ArrayList<>();
    changed.checks().forEach(check -> names.add(check.name()));
    changed.foreignKeys().forEach(key -> names.add(key.name()));
    changed.indexes().forEach(index -> names.add(index.name()));
    if (names.stream().distinct().count() < names.size()) {
      throw new SqlFailure(
          SqlState.DUPLICATE_OBJECT,
          "table '" + table.namespace().collection() + "' would have two constraints of one name");
    }
  }

  private void dropColumn(SqlAlterTable.DropColumn drop) {
    int place = new CollectionTable(table).indexOf(drop.column().getSimple());
    if (place < 0 && drop.ifExists()) {
      return;
    }
    TableColumn column = column(drop.column());
    String name = column.name();
    if (column.key()) {
      throw failure(
          SqlState.INVALID_DEFINITION,
          "column '" + name + "' belongs to the primary key and cannot go",
          drop.column());
    } else if (table.columns().size() == 1) {
      throw failure(SqlState.INVALID_DEFINITION, "a table must keep one column", drop.column());
    }
    List<Column> columns = new ArrayList<>(table.columns());
    columns.remove(place);
    Map<String, String> properties = new HashMap<>(table.properties());
    boolean identity = properties.remove(Properties.identity(name)) != null;
    properties.remove(Properties.comment(name));
    List<String> indexes = Renaming.indexesOf(table, name);
    CollectionDescriptor changed =
        table
            .withColumns(columns)
            .withConstraints(
                table.checks().stream()
                    .filter(check -> !Renaming.mentions(check.expression(), name))
                    .toList(),
                table.foreignKeys().stream()
                    .filter(key -> !key.columns().contains(name))
                    .filter(
                        key ->
                            !drop.cascade()
                                || !ReferredColumns.leadsTo(key, table.namespace(), name))
                    .toList())
            .withIndexes(
                table.indexes().stream().filter(each -> !indexes.contains(each.name())).toList())
            .withProperties(properties);
    Dependents.requireViews(changed, planner.queries());
    become(
        changed,
        run -> {
          ReferredColumns.release(run.scope(), changed, drop.cascade());
          indexes.forEach(index -> run.scope().dropIndex(changed.namespace(), index));
          run.scope().alterCollection(changed);
          run.rows().drop(name);
          if (identity) {
            run.scope().dropCollection(TablePlanner.sequence(changed.namespace(), name));
          }
        });
  }

  private void dropConstraint(SqlAlterTable.DropConstraint drop) {
    String name = drop.constraint().getSimple();
    WithoutConstraint without = WithoutConstraint.of(table, name);
    CollectionDescriptor changed = without.table();
    if (changed.equals(table)) {
      if (drop.ifExists()) {
        return;
      }
      throw failure(
          SqlState.UNDEFINED_OBJECT,
          "table '" + table.namespace().collection() + "' has no constraint '" + name + "'",
          drop.constraint());
    }
    describe(
        changed,
        run -> {
          if (without.index().isPresent()) {
            ReferredColumns.release(run.scope(), changed, drop.cascade());
            run.scope().dropIndex(changed.namespace(), without.index().get().name());
          }
        });
  }

  private void setDefault(SqlIdentifier name, Optional<SqlNode> value) {
    TableColumn column = column(name);
    Map<String, String> properties = new HashMap<>(table.properties());
    if (properties.containsKey(Properties.identity(column.name()))) {
      throw failure(
          SqlState.INVALID_DEFINITION,
          "column '" + column.name() + "' is an identity column and has no other default",
          name);
    }
    value.ifPresent(node -> InsertPlanner.expressions(planner, List.of(node), Map.of()));
    replace(
        column,
        old ->
            new Column(
                old.name(),
                old.type(),
                old.precision(),
                old.scale(),
                old.nullable(),
                value.map(node -> TablePlanner.text(node, planner.queries()))),
        run -> {});
  }

  private void setNullable(SqlIdentifier name, boolean nullable) {
    TableColumn column = column(name);
    if (column.key()) {
      throw failure(
          SqlState.INVALID_DEFINITION,
          "column '" + column.name() + "' belongs to the primary key and is never NULL",
          name);
    }
    replace(
        column,
        old ->
            new Column(
                old.name(),
                old.type(),
                old.precision(),
                old.scale(),
                nullable,
                old.defaultExpression()),
        run -> {
          CollectionTable changed = now(run);
          requireValues(run, changed, changed.columns().get(changed.indexOf(column.name())));
        });
  }

  /** The values that are there are cast, and have to pass the table's rules again. */
  private void setType(SqlAlterTable.SetType set) {
    TableColumn column = column(set.column());
    if (column.key()
        || table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()))
        || ReferredColumns.any(planner.queries().view(), before.namespace(), column.name())) {
      throw failure(
          SqlState.INVALID_DEFINITION,
          "column '" + column.name() + "' belongs to a key and keeps its type",
          set.column());
    }
    new Renaming(planner.queries(), table).requireInNoCondition(column, set.column());
    RelDataType type = ColumnDeclarations.type(set.type(), planner.queries());
    var from = new CollectionTable(table);
    replace(
        column,
        old ->
            new Column(
                old.name(),
                ColumnTypes.name(type),
                ColumnTypes.precision(type),
                ColumnTypes.scale(type),
                old.nullable(),
                old.defaultExpression()),
        run -> {
          CollectionTable to = now(run);
          run.rows().cast(from, to, to.columns().get(to.indexOf(column.name())));
          run.rows().require(RulesPlanner.of(to, planner.queries().view().with(to.descriptor())));
        });
  }

  private CollectionTable now(Alteration run) {
    return new CollectionTable(run.scope().collection(before.namespace()).orElseThrow());
  }

  private void replace(TableColumn column, UnaryOperator<Column> change, Alteration.Step behind) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.replaceAll(each -> each.name().equals(column.name()) ? change.apply(each) : each);
    describe(table.withColumns(columns), behind);
  }

  private TableColumn column(SqlIdentifier name) {
    var now = new CollectionTable(table);
    return now.columns().get(TargetColumns.index(now, name, planner.queries()));
  }

  private SqlFailure failure(SqlState state, String message, SqlIdentifier place) {
    return new SqlFailure(
        state, message, planner.queries().sql(), SqlText.position(place.getParserPosition()));
  }
}
