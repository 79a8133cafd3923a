package org.duetdb.sql.plan;

import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.execute.LockRows;
import org.jspecify.annotations.Nullable;

/** Calcite's converter, which puts a {@link LockRows} where a locking clause stood. */
final class LockingConverter extends SqlToRelConverter {
  private final Map<SqlSelect, String> blocks;
  private boolean locksAtTop;

  /**
   * @param blocks the SELECTs that lock their rows
   */
  LockingConverter(
      SqlValidator validator,
      CalciteCatalogReader catalog,
      RelOptCluster cluster,
      Config config,
      Map<SqlSelect, String> blocks) {
    super(
        (type, text, path, name) -> {
          throw new SqlFailure(SqlState.UNSUPPORTED, "views are expanded before");
        },
        validator,
        catalog,
        cluster,
        ShortDifferences.INSTANCE,
        config);
    this.blocks = blocks;
  }

  RelRoot convert(SqlNode validated) {
    RelRoot root = convertQuery(validated, false, true);
    return locksAtTop
        ? new RelRoot(
            lockRows(root.rel),
            root.validatedRowType,
            root.kind,
            root.fields,
            root.collation,
            root.hints)
        : root;
  }

  @Override
  public RelNode convertSelect(SqlSelect select, boolean top) {
    RelNode query = super.convertSelect(select, top);
    if (!blocks.containsKey(select)) {
      return query;
    }
    if (top) {
      // Calcite looks for a Sort at the top, so the lock is put above it afterwards.
      locksAtTop = true;
      return query;
    }
    return lockRows(query);
  }

  private static RelNode lockRows(RelNode query) {
    RelNode input = query;
    org.apache.calcite.rex.@Nullable RexNode offset = null;
    org.apache.calcite.rex.@Nullable RexNode fetch = null;
    if (query instanceof Sort sort && (sort.offset != null || sort.fetch != null)) {
      offset = sort.offset;
      fetch = sort.fetch;
      input =
          sort.getCollation().getFieldCollations().isEmpty()
              ? sort.getInput()
              : LogicalSort.create(sort.getInput(), sort.getCollation(), null, null);
    }
    return new LockRows(
        query.getCluster(),
        query.getTraitSet(),
        input,
        input.getRowType().getFieldCount(),
        List.of(),
        offset,
        fetch);
  }
}
