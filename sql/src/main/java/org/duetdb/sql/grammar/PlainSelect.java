package org.duetdb.sql.grammar;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A SELECT that nobody has written: items, perhaps a table and a condition, nothing else. */
public final class PlainSelect {
  private PlainSelect() {}

  /** A SELECT that stands nowhere in the text. */
  public static SqlSelect of(SqlNodeList items, @Nullable SqlNode from, @Nullable SqlNode where) {
    return at(SqlParserPos.ZERO, items, from, where);
  }

  /** A SELECT that stands for what is at a place. */
  static SqlSelect at(
      SqlParserPos place, SqlNodeList items, @Nullable SqlNode from, @Nullable SqlNode where) {
    return new SqlSelect(
        place, null, items, from, where, null, null, null, null, null, null, null, null);
  }
}
