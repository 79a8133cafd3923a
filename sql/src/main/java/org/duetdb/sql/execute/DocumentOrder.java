package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.api.spi.PathOrder;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.Environment;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * An ORDER BY over fields of documents, which an index may give.
 *
 * @param order compares
 * @param keys by which paths it goes
 */
record DocumentOrder(RowOrder order, List<Key> keys) implements PathOrder {
  private static final @Nullable Object[] NO_ENVIRONMENT = new Object[Environment.parameter(0)];

  DocumentOrder {
    keys = List.copyOf(keys);
  }

  /** The order of a sort if an index of the one table below it gives it. */
  static Optional<DocumentOrder> given(Sort sort, OperatorCompiler compiler) {
    RelNode node = sort.getInput();
    while (node instanceof Project project) {
      node = project.getInput();
    }
    List<RexNode> conjuncts =
        node instanceof Filter filter ? RelOptUtil.conjunctions(filter.getCondition()) : List.of();
    RelNode scan = node instanceof Filter filter ? filter.getInput() : node;
    CollectionTable table =
        scan instanceof TableScan named ? named.getTable().unwrap(CollectionTable.class) : null;
    if (table == null) {
      return Optional.empty();
    }
    Access access = compiler.access(table, conjuncts).access();
    return access instanceof Access.Where where
        ? DocumentOrder.of(sort.getCollation(), sort.getInput(), compiler)
            .filter(order -> order.isGivenBy(table, where.comparisons()))
        : Optional.empty();
  }

  /** What a sort goes by, where it goes by fields of one table and NULL is the least value. */
  static Optional<DocumentOrder> of(
      RelCollation collation, RelNode input, OperatorCompiler compiler) {
    RelNode scan = input;
    List<RexNode> nodes = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      nodes.add(RexInputRef.of(field.getFieldIndex(), input.getRowType()));
    }
    while (scan instanceof Project project) {
      nodes.replaceAll(
          node ->
              node instanceof RexInputRef reference
                  ? project.getProjects().get(reference.getIndex())
                  : node);
      boolean plain = nodes.stream().allMatch(RexInputRef.class::isInstance);
      scan = project.getInput();
      if (!plain && !(scan instanceof TableScan) && !(scan instanceof Filter)) {
        return Optional.empty();
      }
    }
    scan = scan instanceof Filter filter ? filter.getInput() : scan;
    CollectionTable table =
        scan instanceof TableScan named ? named.getTable().unwrap(CollectionTable.class) : null;
    return table == null
        ? Optional.empty()
        : keys(collation, nodes, table)
            .map(
                keys ->
                    new DocumentOrder(
                        order(
                            collation,
                            compiler.expressions(new DocumentColumns(table)).compileAll(nodes)),
                        keys));
  }

  private static RowOrder order(RelCollation collation, List<Expression> values) {
    List<Integer> places = collation.getKeys();
    return RowOrder.of(collation, index -> values.get(places.indexOf(index)));
  }

  private static Optional<List<Key>> keys(
      RelCollation collation, List<RexNode> nodes, CollectionTable table) {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      RelFieldCollation field = collation.getFieldCollations().get(i);
      boolean descending = field.getDirection().isDescending();
      boolean nullsFirst = field.nullDirection == RelFieldCollation.NullDirection.FIRST;
      boolean nullsLast = field.nullDirection == RelFieldCollation.NullDirection.LAST;
      RexNode node = nodes.get(i);
      Optional<ColumnPaths.Field> path = ColumnPaths.of(table, node);
      boolean fits = !node.getType().isNullable() || (descending ? !nullsFirst : !nullsLast);
      if (path.isEmpty() || !fits) {
        return Optional.empty();
      }
      keys.add(new Key(path.get().path(), descending));
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(byKey(keys, table));
  }

  /** All columns of a key of several are the document that is stored as the key. */
  private static List<Key> byKey(List<Key> keys, CollectionTable table) {
    List<FieldPath> parts =
        table.keyColumns().stream().map(column -> table.columns().get(column).path()).toList();
    boolean whole =
        parts.size() > 1
            && keys.stream().map(Key::path).toList().equals(parts)
            && keys.stream().map(Key::descending).distinct().count() == 1;
    return whole
        ? List.of(new Key(FieldPath.of(CollectionTable.ID), keys.get(0).descending()))
        : keys;
  }

  /** Whether an index of the table would give it. */
  private boolean isGivenBy(CollectionTable table, List<PathComparison> comparisons) {
    return IndexMatch.best(table, comparisons, keys).filter(IndexMatch::ordered).isPresent();
  }

  @Override
  public int compare(byte[] left, byte[] right) {
    return order.compare(order.keys(left, NO_ENVIRONMENT), order.keys(right, NO_ENVIRONMENT));
  }
}
