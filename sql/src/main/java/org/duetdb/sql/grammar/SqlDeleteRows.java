package org.duetdb.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** DELETE. */
public final class SqlDeleteRows extends SqlTableWrite {
  SqlDeleteRows(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      SqlNodeList returning) {
    super("DELETE", position, table, alias, from, where, returning);
  }
}
