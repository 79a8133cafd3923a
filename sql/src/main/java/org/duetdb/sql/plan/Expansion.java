package org.duetdb.sql.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlLockingQuery;
import org.duetdb.sql.grammar.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * Puts the query of a view in the place of its name in FROM, so that everything that knows derived
 * tables knows views, and turns NEXT VALUE FOR into a call. Changes the tree that it is given.
 */
final class Expansion extends SqlShuttle {
  private static final String SERIES = "generate_series";
  private static final int DEEPEST = 50;

  private final QueryPlanner planner;
  private final String schema;
  private final int depth;
  private final Set<String> withItems = new HashSet<>();
  private final Set<Namespace> tables;
  private final Optional<CollectionTable> view;

  /**
   * @param schema that of unqualified names
   * @param tables takes what it meets
   * @param view whose query it is; none for a statement's own
   */
  private Expansion(
      QueryPlanner planner,
      String schema,
      int depth,
      Set<Namespace> tables,
      Optional<CollectionTable> view) {
    this.planner = planner;
    this.schema = schema;
    this.depth = depth;
    this.tables = tables;
    this.view = view;
  }

  /** The query without views and sequences. */
  static SqlNode of(SqlNode query, QueryPlanner planner) {
    return query.accept(
        new Expansion(planner, planner.schema(), 0, new HashSet<>(), Optional.empty()));
  }

  /** The tables and views that a view leads to, itself included. */
  static Set<Namespace> tables(CollectionTable view, QueryPlanner planner) {
    Set<Namespace> tables = new HashSet<>();
    tables.add(view.namespace());
    new Expansion(planner, planner.schema(), 0, tables, Optional.empty()).query(view);
    return tables;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      return select(select);
    } else if (call instanceof SqlLockingQuery locking) {
      locking.query().accept(this);
      return locking;
    } else if (call instanceof SqlOrderBy ordered) {
      SqlNode query = ordered.query.accept(this);
      SqlNode order = ordered.orderList.accept(this);
      return query == ordered.query && order == ordered.orderList
          ? ordered
          : new SqlOrderBy(
              ordered.getParserPosition(),
              query,
              (SqlNodeList) order,
              ordered.offset,
              ordered.fetch);
    } else if (call instanceof SqlWith with) {
      with.withList.forEach(item -> withItems.add(key(((SqlWithItem) item).name.getSimple())));
    } else if (call.getKind() == SqlKind.NEXT_VALUE) {
      return nextValue(call);
    }
    return super.visit(call);
  }

  private SqlNode select(SqlSelect select) {
    if (select.getFrom() != null) {
      select.setFrom(from(select.getFrom(), Optional.empty()));
    }
    select.setSelectList((SqlNodeList) select.getSelectList().accept(this));
    select.setWhere(changed(select.getWhere()));
    select.setGroupBy((SqlNodeList) changed(select.getGroup()));
    select.setHaving(changed(select.getHaving()));
    select.setQualify(changed(select.getQualify()));
    select.setOrderBy((SqlNodeList) changed(select.getOrderList()));
    return select;
  }

  private @Nullable SqlNode changed(@Nullable SqlNode node) {
    return node == null ? null : node.accept(this);
  }

  private SqlNode from(SqlNode node, Optional<String> alias) {
    if (node instanceof SqlIdentifier name) {
      return relation(name, alias);
    } else if (node instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft(), Optional.empty()));
      join.setRight(from(join.getRight(), Optional.empty()));
      if (join.getCondition() != null) {
        join.setOperand(5, join.getCondition().accept(this));
      }
      return join;
    } else if (node.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) node;
      String name = ((SqlIdentifier) as.operand(1)).getSimple();
      SqlNode inner = from(as.operand(0), Optional.of(name));
      boolean names = inner.getKind() == SqlKind.AS;
      if (names && as.operandCount() == 2) {
        return inner;
      }
      as.setOperand(0, names ? ((SqlCall) inner).operand(0) : inner);
      return as;
    } else if (node.getKind() == SqlKind.COLLECTION_TABLE) {
      return series((SqlCall) node, alias);
    }
    return node.accept(this);
  }

  /** GENERATE_SERIES as the elements of an array; it is called after its function or its alias. */
  private SqlNode series(SqlCall table, Optional<String> alias) {
    SqlNode expanded = table.accept(this);
    if (!(table.operand(0) instanceof SqlCall function)
        || !function.getOperator().getName().equalsIgnoreCase(SERIES)) {
      return expanded;
    }
    SqlParserPos place = table.getParserPosition();
    SqlNode series =
        SqlStdOperatorTable.UNNEST.createCall(
            place, DuetOperators.SERIES.createCall(place, function.getOperandList()));
    String name = alias.orElse(SERIES);
    return SqlStdOperatorTable.AS.createCall(
        place, series, new SqlIdentifier(name, place), new SqlIdentifier(name, place));
  }

  private SqlNode relation(SqlIdentifier name, Optional<String> alias) {
    boolean qualified = name.names.size() == 2;
    if (name.names.size() > 2 || !qualified && withItems.contains(key(name.getSimple()))) {
      return name;
    }
    String last = Util.last(name.names);
    Optional<CollectionTable> found =
        planner.view().table(qualified ? name.names.get(0) : schema, last);
    if (found.isEmpty()) {
      return name;
    }
    CollectionTable table = found.get();
    tables.add(table.namespace());
    SqlParserPos place = name.getParserPosition();
    if (table.isView()) {
      List<String> columns = table.columns().stream().map(TableColumn::name).toList();
      return as(query(table), alias.orElse(last), columns, place);
    }
    SqlIdentifier full =
        qualified || depth == 0 ? name : new SqlIdentifier(List.of(schema, last), place);
    Map<String, String> earlier =
        view.map(asking -> EarlierNames.of(asking.descriptor(), table.namespace()))
            .orElse(Map.of());
    return earlier.isEmpty() ? full : renamed(full, alias.orElse(last), table, earlier);
  }

  /** A table with columns called as they were when the view was made. */
  private static SqlNode renamed(
      SqlIdentifier name, String alias, CollectionTable table, Map<String, String> earlier) {
    SqlParserPos place = name.getParserPosition();
    List<String> columns =
        table.columns().stream()
            .map(TableColumn::name)
            .filter(column -> earlier.containsKey(column) || !earlier.containsValue(column))
            .toList();
    SqlNode all = PlainSelect.of(names(columns, place), name, null);
    List<String> known = columns.stream().map(each -> earlier.getOrDefault(each, each)).toList();
    return as(all, alias, known, place);
  }

  private static SqlNodeList names(List<String> columns, SqlParserPos place) {
    return new SqlNodeList(
        columns.stream().map(column -> new SqlIdentifier(column, place)).toList(), place);
  }

  private static SqlNode as(SqlNode query, String alias, List<String> columns, SqlParserPos place) {
    return SqlStdOperatorTable.AS.createCall(
        place,
        Stream.concat(
                Stream.of(query, new SqlIdentifier(alias, place)), names(columns, place).stream())
            .toList());
  }

  private SqlNode query(CollectionTable view) {
    if (depth == DEEPEST) {
      throw new SqlFailure(
          SqlState.PROGRAM_LIMIT,
          "view '" + view.name() + "' stands on more than " + DEEPEST + " others, or on itself");
    }
    var properties = view.descriptor().properties();
    String home = properties.getOrDefault(Properties.VIEW_SCHEMA, view.namespace().database());
    SqlNode query = SqlText.parse(properties.getOrDefault(CollectionDescriptor.VIEW, ""));
    SqlNode expanded =
        query.accept(new Expansion(planner, home, depth + 1, tables, Optional.of(view)));
    String pinned = properties.get(Properties.VIEW_COLUMNS);
    return pinned == null ? expanded : columns(expanded, pinned.split(Properties.SEPARATOR, -1));
  }

  /** Those columns of a query. */
  private static SqlNode columns(SqlNode query, String[] names) {
    SqlParserPos place = query.getParserPosition();
    return PlainSelect.of(
        names(List.of(names), place),
        SqlStdOperatorTable.AS.createCall(place, query, new SqlIdentifier("pinned", place)),
        null);
  }

  private SqlNode nextValue(SqlCall call) {
    SqlIdentifier name = call.operand(0);
    String sequence = String.join(".", name.names);
    SqlParserPos place = call.getParserPosition();
    return DuetOperators.NEXTVAL.createCall(
        place,
        SqlLiteral.createCharString(name.isSimple() ? schema + "." + sequence : sequence, place));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
