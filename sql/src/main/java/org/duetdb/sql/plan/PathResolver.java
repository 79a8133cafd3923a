package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.SystemTable;
import org.duetdb.sql.catalog.TableColumn;
import org.jspecify.annotations.Nullable;

/**
 * Spells out the names that Calcite's validator cannot know: fields of collections without declared
 * columns, and paths into documents. {@code address.city} becomes {@code
 * t."$document"['address']['city']}; everything else stays as it is.
 */
final class PathResolver {
  private final QueryPlanner planner;
  private final FieldObserver fields;
  private final Map<String, List<String>> withItems = new HashMap<>();
  private boolean dependsOnFields;

  PathResolver(QueryPlanner planner, FieldObserver fields) {
    this.planner = planner;
    this.fields = fields;
  }

  /** Whether a star was spelled out by the fields that documents have just now. */
  boolean dependsOnFields() {
    return dependsOnFields;
  }

  /** The query with every name spelled out. */
  SqlNode resolve(SqlNode query) {
    return PathMentions.in(query, planner) ? query(query, null) : query;
  }

  private SqlNode query(SqlNode node, @Nullable NameScope outer) {
    if (node instanceof SqlSelect select) {
      select(select, outer);
      return select;
    } else if (node instanceof SqlOrderBy ordered) {
      return ordered(ordered, outer);
    } else if (node instanceof SqlWith with) {
      for (SqlNode each : with.withList) {
        SqlWithItem item = (SqlWithItem) each;
        item.query = query(item.query, outer);
        withItems.put(
            item.name.getSimple().toLowerCase(Locale.ROOT),
            item.columnList == null ? columns(item.query) : names(item.columnList));
      }
      with.body = query(with.body, outer);
      return with;
    } else if (node instanceof SqlCall call && node.isA(SqlKind.SET_QUERY)) {
      for (int i = 0; i < call.operandCount(); i++) {
        call.setOperand(i, query(call.operand(i), outer));
      }
      return call;
    }
    return expression(node, new NameScope(outer, planner.sql()), false);
  }

  private NameScope select(SqlSelect select, @Nullable NameScope outer) {
    var scope = new NameScope(outer, planner.sql());
    if (select.getFrom() != null) {
      select.setFrom(from(select.getFrom(), scope, null));
    }
    select.setSelectList(selectList(select.getSelectList(), scope));
    select.setWhere(nullable(select.getWhere(), scope, false));
    select.setGroupBy((SqlNodeList) nullable(select.getGroup(), scope, true));
    select.setHaving(nullable(select.getHaving(), scope, true));
    select.setQualify(nullable(select.getQualify(), scope, true));
    select.setOrderBy((SqlNodeList) nullable(select.getOrderList(), scope, true));
    return scope;
  }

  private SqlNode ordered(SqlOrderBy ordered, @Nullable NameScope outer) {
    if (!(ordered.query instanceof SqlSelect select)) {
      SqlNode query = query(ordered.query, outer);
      return new SqlOrderBy(
          ordered.getParserPosition(), query, ordered.orderList, ordered.offset, ordered.fetch);
    }
    NameScope scope = select(select, outer);
    return new SqlOrderBy(
        ordered.getParserPosition(),
        select,
        (SqlNodeList) expression(ordered.orderList, scope, true),
        ordered.offset,
        ordered.fetch);
  }

  private @Nullable SqlNode nullable(@Nullable SqlNode node, NameScope scope, boolean aliases) {
    return node == null ? null : expression(node, scope, aliases);
  }

  /** Resolves names in an expression; queries inside it get scopes of their own. */
  SqlNode expression(SqlNode node, NameScope scope, boolean aliases) {
    return node.accept(
        new SqlShuttle() {
          @Override
          public @Nullable SqlNode visit(SqlIdentifier name) {
            return scope.resolve(name, aliases);
          }

          @Override
          public @Nullable SqlNode visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
              return query(call, scope);
            }
            return call.getKind() == SqlKind.AS ? alias(call) : super.visit(call);
          }

          private SqlNode alias(SqlCall as) {
            as.setOperand(0, as.operand(0).accept(this));
            return as;
          }
        });
  }

  /** Adds what FROM names to the scope. */
  private SqlNode from(SqlNode node, NameScope scope, @Nullable String alias) {
    if (node instanceof SqlIdentifier name) {
      scope.add(relation(name, alias));
      return node;
    } else if (node instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft(), scope, null));
      join.setRight(from(join.getRight(), scope, null));
      if (join.getCondition() != null && !(join.getCondition() instanceof SqlNodeList)) {
        join.setOperand(5, expression(join.getCondition(), scope, false));
      }
      return join;
    } else if (node.getKind() == SqlKind.AS) {
      return aliased((SqlCall) node, scope);
    } else if (node.isA(SqlKind.QUERY)) {
      SqlNode query = query(node, scope);
      scope.add(
          new NameScope.Relation(alias == null ? "" : alias, columns(query), Optional.empty()));
      return query;
    }
    return other((SqlCall) node, scope, alias);
  }

  private SqlNode aliased(SqlCall as, NameScope scope) {
    String alias = ((SqlIdentifier) as.operand(1)).getSimple();
    as.setOperand(0, from(as.operand(0), scope, alias));
    if (as.operandCount() > 2) {
      List<String> names = new ArrayList<>();
      as.getOperandList()
          .subList(2, as.operandCount())
          .forEach(name -> names.add(((SqlIdentifier) name).getSimple()));
      scope.relations().remove(scope.relations().size() - 1);
      scope.add(new NameScope.Relation(alias, names, Optional.empty()));
    }
    return as;
  }

  /** UNNEST, LATERAL and table functions: their arguments see what stands before them. */
  private SqlNode other(SqlCall call, NameScope scope, @Nullable String alias) {
    int before = scope.relations().size();
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      if (operand != null) {
        call.setOperand(
            i,
            call.getKind() == SqlKind.LATERAL || call.getKind() == SqlKind.TABLE_REF && i == 0
                ? from(operand, scope, alias)
                : expression(operand, scope, false));
      }
    }
    if (scope.relations().size() == before) {
      scope.add(
          new NameScope.Relation(alias == null ? "EXPR$0" : alias, List.of(), Optional.empty()));
    }
    return call;
  }

  private NameScope.Relation relation(SqlIdentifier name, @Nullable String alias) {
    String last = name.names.get(name.names.size() - 1);
    String known = alias == null ? last : alias;
    List<String> with = name.isSimple() ? withItems.get(last.toLowerCase(Locale.ROOT)) : null;
    if (with != null) {
      return new NameScope.Relation(known, with, Optional.empty());
    }
    Optional<CollectionTable> table = PathMentions.table(name, planner);
    List<String> columns =
        table.map(PathResolver::visibleColumns).orElseGet(() -> systemColumns(name));
    return new NameScope.Relation(known, columns, table.filter(found -> !found.isDeclared()));
  }

  private List<String> systemColumns(SqlIdentifier name) {
    int size = name.names.size();
    return size > 2
        ? List.of()
        : planner
            .view()
            .systemTable(size == 2 ? name.names.get(0) : planner.schema(), name.names.get(size - 1))
            .map(SystemTable::columnNames)
            .orElse(List.of());
  }

  private static List<String> visibleColumns(CollectionTable table) {
    return table.columns().stream()
        .map(TableColumn::name)
        .filter(column -> !column.equals(CollectionTable.DOCUMENT))
        .toList();
  }

  private SqlNodeList selectList(SqlNodeList items, NameScope scope) {
    List<SqlNode> resolved = new ArrayList<>();
    for (SqlNode item : items) {
      if (item instanceof SqlIdentifier name && name.isStar() && scope.isOpen()) {
        star(name, scope, resolved);
        continue;
      }
      SqlNode result = expression(item, scope, false);
      if (item instanceof SqlIdentifier name && result.getKind() == SqlKind.ITEM) {
        result = as(result, name.names.get(name.names.size() - 1), name.getParserPosition());
      } else if (item.getKind() == SqlKind.AS) {
        scope.alias(((SqlCall) item).operand(1).toString());
      }
      resolved.add(result);
    }
    return new SqlNodeList(resolved, items.getParserPosition());
  }

  private static SqlNode as(SqlNode value, String name, SqlParserPos place) {
    return SqlStdOperatorTable.AS.createCall(place, value, new SqlIdentifier(name, place));
  }

  /** {@code *} and {@code t.*} where a collection without declared columns takes part. */
  private void star(SqlIdentifier star, NameScope scope, List<SqlNode> items) {
    SqlParserPos place = star.getParserPosition();
    for (NameScope.Relation relation : scope.relations()) {
      if (star.names.size() > 1 && !relation.alias().equalsIgnoreCase(star.names.get(0))) {
        continue;
      }
      for (String column : relation.columns()) {
        items.add(new SqlIdentifier(List.of(relation.alias(), column), place));
      }
      if (relation.open().isPresent()) {
        dependsOnFields = true;
        for (String field : fields.fields(relation.open().get().namespace())) {
          var name = new SqlIdentifier(List.of(relation.alias(), field), place);
          items.add(as(scope.resolve(name, false), field, place));
        }
      }
    }
  }

  private static List<String> names(SqlNodeList list) {
    return list.stream().map(name -> ((SqlIdentifier) name).getSimple()).toList();
  }

  /** The names of a query's columns, as far as they have one. */
  private static List<String> columns(SqlNode query) {
    if (query instanceof SqlSelect select) {
      List<String> names = new ArrayList<>();
      for (SqlNode item : select.getSelectList()) {
        if (item.getKind() == SqlKind.AS) {
          names.add(((SqlCall) item).operand(1).toString());
        } else if (item instanceof SqlIdentifier name) {
          names.add(name.names.get(name.names.size() - 1));
        }
      }
      return names;
    } else if (query instanceof SqlOrderBy ordered) {
      return columns(ordered.query);
    } else if (query instanceof SqlWith with) {
      return columns(with.body);
    } else if (query instanceof SqlCall call && query.isA(SqlKind.SET_QUERY)) {
      return columns(call.operand(0));
    }
    return List.of();
  }
}
