package org.duetdb.sql.plan;

import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.duetdb.api.error.DuetException;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.type.DuetTypeFactory;

/**
 * Checks queries against one view of the catalog and turns them into algebra. Used by one thread.
 */
final class QueryPlanner {
  private static final CalciteConnectionConfig CONNECTION = connectionConfig();
  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE);

  private final CatalogView view;
  private final PlanKey statement;

  QueryPlanner(CatalogView view, PlanKey statement) {
    this.view = view;
    this.statement = statement;
  }

  private static CalciteConnectionConfig connectionConfig() {
    var properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return new CalciteConnectionConfigImpl(properties);
  }

  /** The catalog that it plans against. */
  CatalogView view() {
    return view;
  }

  /** The schema of unqualified names. */
  String schema() {
    return statement.schema();
  }

  /** The statement's text, for the place of a failure. */
  String sql() {
    return statement.text();
  }

  /** What is let pass. */
  Conformance conformance() {
    return statement.conformance();
  }

  /** A planner of the same statement against another catalog. */
  QueryPlanner against(CatalogView other) {
    return new QueryPlanner(other, statement);
  }

  /**
   * Plans a query without rewriting it.
   *
   * @param parameterTypes the types of parameters that their place does not tell
   */
  PlannedQuery algebra(SqlNode query, Map<Integer, RelDataType> parameterTypes) {
    return algebra(query, parameterTypes, Map.of());
  }

  /**
   * Plans a query without rewriting it.
   *
   * @param parameterTypes the types of parameters that their place does not tell
   * @param blocks the SELECTs in it that lock their rows
   */
  PlannedQuery algebra(
      SqlNode query, Map<Integer, RelDataType> parameterTypes, Map<SqlSelect, String> blocks) {
    var catalog = new TypeNames(view.root(), schema(), CONNECTION);
    var validator = new DuetValidator(catalog, parameterTypes, conformance());
    try {
      SqlNode validated = validator.validate(query);
      var converter = new LockingConverter(validator, catalog, cluster(), CONVERSION, blocks);
      RelRoot root = converter.convert(validated);
      return PlannedQuery.of(root, validator, validated, view);
    } catch (CalciteContextException wrong) {
      throw ValidationFailures.of(wrong, sql());
    } catch (SqlFailure | DuetException ours) {
      throw ours;
    } catch (RuntimeException | AssertionError unplanned) {
      throw ValidationFailures.unplanned(unplanned, sql());
    }
  }

  private static RelOptCluster cluster() {
    var planner = new HepPlanner(HepProgram.builder().build());
    // Constants are computed by our own closures; Calcite's way would compile a class for each.
    planner.setExecutor((builder, constants, reduced) -> reduced.addAll(constants));
    var cluster = RelOptCluster.create(planner, new RexBuilder(DuetTypeFactory.INSTANCE));
    cluster.setMetadataQuerySupplier(PlanMetadata::new);
    return cluster;
  }
}
