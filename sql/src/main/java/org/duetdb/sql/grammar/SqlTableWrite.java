package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What UPDATE and DELETE have in common: which rows of which table, and what to return of them. */
public abstract sealed class SqlTableWrite extends DuetNode permits SqlDeleteRows, SqlUpdateRows {
  private final SqlIdentifier table;
  private final Optional<SqlIdentifier> alias;
  private final Optional<SqlNode> from;
  private final Optional<SqlNode> where;
  private final SqlNodeList returning;

  SqlTableWrite(
      String words,
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      SqlNodeList returning) {
    super(words, position);
    this.table = table;
    this.alias = Optional.ofNullable(alias);
    this.from = Optional.ofNullable(from);
    this.where = Optional.ofNullable(where);
    this.returning = returning;
  }

  /** The table. */
  public final SqlIdentifier table() {
    return table;
  }

  /** Its name in the statement, if it was given one. */
  public final Optional<SqlIdentifier> alias() {
    return alias;
  }

  /** The other tables: those of FROM or USING. */
  public final Optional<SqlNode> from() {
    return from;
  }

  /** The condition. */
  public final Optional<SqlNode> where() {
    return where;
  }

  /** What RETURNING asks for; empty without it. */
  public final SqlNodeList returning() {
    return returning;
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>(List.of(table));
    from.ifPresent(operands::add);
    where.ifPresent(operands::add);
    operands.add(returning);
    return operands;
  }
}
