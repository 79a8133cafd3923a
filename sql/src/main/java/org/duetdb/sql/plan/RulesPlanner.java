package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionDescriptor.ForeignKey;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.Reference;
import org.duetdb.sql.execute.TableRules;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlText;

/** Plans what a table's CHECKs and foreign keys demand of a statement that writes it. */
final class RulesPlanner {
  private RulesPlanner() {}

  /** The rules of a table, in the catalog that the view shows. */
  static TableRules of(CollectionTable table, CatalogView view) {
    List<TableRules.Check> checks = new ArrayList<>();
    for (CollectionDescriptor.Check check : table.descriptor().checks()) {
      checks.add(check(check, table, view));
    }
    List<Reference> outgoing = new ArrayList<>();
    table.descriptor().foreignKeys().forEach(key -> outgoing.add(reference(key, table, view)));
    List<Reference> incoming = new ArrayList<>();
    for (CollectionTable other : view.tables()) {
      for (ForeignKey key : other.descriptor().foreignKeys()) {
        if (key.target().equals(table.namespace())) {
          incoming.add(reference(key, other, view));
        }
      }
    }
    return new TableRules(checks, outgoing, incoming);
  }

  private static TableRules.Check check(
      CollectionDescriptor.Check check, CollectionTable table, CatalogView view) {
    // The table's rule, whoever writes: it cannot depend on what a session lets pass.
    var planner =
        new QueryPlanner(
            view,
            new PlanKey(check.expression(), table.namespace().database(), Conformance.STRICT));
    var name =
        new SqlIdentifier(List.of(table.namespace().database(), table.name()), SqlParserPos.ZERO);
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(
            SqlParserPos.ZERO, name, new SqlIdentifier(table.name(), SqlParserPos.ZERO));
    SqlNode query =
        PlainSelect.of(
            UpdatePlanner.named(List.of(SqlText.parseExpression(check.expression()))), from, null);
    SqlNode resolved = new PathResolver(planner, collection -> List.of()).resolve(query);
    RelNode algebra = planner.algebra(resolved, Map.of()).algebra();
    SqlTypeName type = algebra.getRowType().getFieldList().get(0).getType().getSqlTypeName();
    PlanFeatures features = PlanFeatures.of(algebra);
    if (type != SqlTypeName.BOOLEAN || features.hasSubQueries() || features.hasWindows()) {
      throw new SqlFailure(
          SqlState.INVALID_DEFINITION,
          "CHECK (" + check.expression() + ") must be a condition over the row alone");
    }
    return TableRules.Check.of(check.name(), table, algebra);
  }

  private static Reference reference(ForeignKey key, CollectionTable child, CatalogView view) {
    CollectionTable parent =
        Optional.of(child)
            .filter(own -> own.namespace().equals(key.target()))
            .or(() -> view.table(key.target().database(), key.target().collection()))
            .orElseThrow(
                () ->
                    new SqlFailure(
                        SqlState.UNDEFINED_TABLE,
                        "foreign key "
                            + key.name()
                            + " refers to table '"
                            + key.target()
                            + "', which does not exist"));
    List<Integer> columns = key.columns().stream().map(child::indexOf).toList();
    List<Integer> target = targets(key, parent);
    boolean fits = columns.size() == target.size() && !columns.contains(-1) && !target.contains(-1);
    for (int i = 0; fits && i < columns.size(); i++) {
      fits =
          child.columns().get(columns.get(i)).type().getSqlTypeName()
              == parent.columns().get(target.get(i)).type().getSqlTypeName();
    }
    if (!fits) {
      throw new SqlFailure(
          SqlState.INVALID_DEFINITION,
          "foreign key "
              + key.name()
              + " must have the columns and types of the key that it refers to in table "
              + parent.name());
    }
    return new Reference(key, child, parent, columns, target, () -> of(child, view));
  }

  private static List<Integer> targets(ForeignKey key, CollectionTable parent) {
    if (!parent.isDeclared()) {
      return List.of();
    }
    return key.targetColumns().isEmpty()
        ? parent.keyColumns()
        : key.targetColumns().stream().map(parent::indexOf).toList();
  }
}
