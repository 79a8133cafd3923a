package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.grammar.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * What the names of one query can mean. A name is a declared column of this query or of one around
 * it; only if it is none, it is a field of the one collection without declared columns in this
 * query. What follows the column's or field's name is a path into its value.
 */
final class NameScope {
  private final @Nullable NameScope outer;
  private final String sql;
  private final List<Relation> relations = new ArrayList<>();
  private final Set<String> aliases = new HashSet<>();

  NameScope(@Nullable NameScope outer, String sql) {
    this.outer = outer;
    this.sql = sql;
  }

  /**
   * Something in FROM.
   *
   * @param alias its name in the query
   * @param columns its columns
   * @param open the collection, if it has no declared columns and every name can be a field of it
   */
  record Relation(String alias, List<String> columns, Optional<CollectionTable> open) {
    boolean has(String column) {
      return columns.stream().anyMatch(column::equalsIgnoreCase);
    }
  }

  void add(Relation relation) {
    relations.add(relation);
  }

  List<Relation> relations() {
    return relations;
  }

  /** Adds a name that ORDER BY, GROUP BY and HAVING know as a column of the result. */
  void alias(String name) {
    aliases.add(name.toLowerCase(Locale.ROOT));
  }

  /** Whether any relation is a collection without declared columns. */
  boolean isOpen() {
    return relations.stream().anyMatch(relation -> relation.open().isPresent());
  }

  /**
   * The name with its path spelled out, or as it is where the validator knows it, or knows the
   * error.
   */
  SqlNode resolve(SqlIdentifier name, boolean aliasesCount) {
    if (name.isStar() || aliasesCount && name.isSimple() && isAlias(name.getSimple())) {
      return name;
    }
    for (NameScope scope = this; scope != null; scope = scope.outer) {
      int known = scope.declaredPrefix(name);
      if (known > 0) {
        return path(name.getComponent(0, known), name, known);
      }
    }
    Relation open = openRelation(name);
    return open == null ? name : field(open, name);
  }

  private boolean isAlias(String name) {
    return aliases.contains(name.toLowerCase(Locale.ROOT));
  }

  /** How many parts of the name lead to a declared column here; 0 if none do. */
  private int declaredPrefix(SqlIdentifier name) {
    List<String> parts = name.names;
    for (Relation relation : relations) {
      if (parts.size() > 1
          && relation.alias().equalsIgnoreCase(parts.get(0))
          && relation.has(parts.get(1))) {
        return 2;
      }
    }
    return relations.stream().anyMatch(relation -> relation.has(parts.get(0))) ? 1 : 0;
  }

  /** The collection that the name must be a field of, or null if there is none. */
  private @Nullable Relation openRelation(SqlIdentifier name) {
    for (NameScope scope = this; scope != null; scope = scope.outer) {
      for (Relation relation : scope.relations) {
        if (name.names.size() > 1 && relation.alias().equalsIgnoreCase(name.names.get(0))) {
          return relation.open().isPresent() ? relation : null;
        }
      }
    }
    List<Relation> candidates =
        relations.stream().filter(relation -> relation.open().isPresent()).toList();
    if (candidates.size() > 1) {
      throw new SqlFailure(
          SqlState.AMBIGUOUS_COLUMN,
          "'" + name + "' can be a field of several collections",
          sql,
          SqlText.position(name.getParserPosition()));
    }
    return candidates.isEmpty() ? null : candidates.get(0);
  }

  private static SqlNode field(Relation open, SqlIdentifier name) {
    boolean qualified = name.names.size() > 1 && open.alias().equalsIgnoreCase(name.names.get(0));
    SqlParserPos place = name.getParserPosition();
    var document = new SqlIdentifier(List.of(open.alias(), CollectionTable.DOCUMENT), place);
    return path(document, name, qualified ? 1 : 0);
  }

  /** {@code start['part']['part']} for the parts of a name from one on. */
  private static SqlNode path(SqlNode start, SqlIdentifier name, int from) {
    SqlNode path = start;
    SqlParserPos place = name.getParserPosition();
    for (int i = from; i < name.names.size(); i++) {
      SqlNode key = SqlLiteral.createCharString(name.names.get(i), place);
      path = SqlStdOperatorTable.ITEM.createCall(place, path, key);
    }
    return path;
  }
}
