package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.Namespace;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * The place in a query's algebra where a locking clause stands. Its input has the rows in order,
 * without OFFSET and FETCH, and behind their columns the documents that are to be locked; its own
 * rows are those that were locked. The optimizer leaves it alone, so that nothing moves in or out.
 */
public final class LockRows extends SingleRel {
  private final int width;
  private final List<Target> targets;
  private final @Nullable RexNode offset;
  private final @Nullable RexNode fetch;

  /**
   * @param width how many columns the rows have
   * @param targets the documents behind them
   */
  public LockRows(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      int width,
      List<Target> targets,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    super(cluster, traits, input);
    this.width = width;
    this.targets = List.copyOf(targets);
    this.offset = offset;
    this.fetch = fetch;
  }

  /**
   * Documents to lock.
   *
   * @param column the column of the input that holds the document; NULL where there is none
   * @param namespace where the document comes from
   * @param lock what the clause asks for
   */
  public record Target(int column, Namespace namespace, LockRequest lock) {}

  int width() {
    return width;
  }

  /** What is locked. */
  public List<Target> targets() {
    return targets;
  }

  /** OFFSET, or null. */
  public @Nullable RexNode offset() {
    return offset;
  }

  /** FETCH, or null. */
  public @Nullable RexNode fetch() {
    return fetch;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new LockRows(getCluster(), traits, inputs.get(0), width, targets, offset, fetch);
  }

  @Override
  protected RelDataType deriveRowType() {
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames()).subList(0, width);
    return DuetTypeFactory.INSTANCE.createStructType(
        input.getRowType().getFieldList().subList(0, width).stream()
            .map(field -> field.getType())
            .toList(),
        names);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("width", width)
        .item("targets", targets)
        .itemIf("offset", offset, offset != null)
        .itemIf("fetch", fetch, fetch != null);
  }
}
