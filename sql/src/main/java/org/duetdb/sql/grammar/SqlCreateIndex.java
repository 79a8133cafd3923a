package org.duetdb.sql.grammar;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX. */
public final class SqlCreateIndex extends SqlCreate {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("CREATE INDEX", SqlKind.OTHER_DDL);

  private final Optional<SqlIdentifier> name;
  private final SqlIdentifier table;
  private final Optional<SqlIdentifier> method;
  private final List<Key> keys;
  private final boolean unique;
  private final boolean nullsDistinct;
  private final Optional<SqlNode> where;

  /**
   * A column, or a path into one.
   *
   * @param path as written
   * @param descending whether DESC stands behind it
   */
  public record Key(SqlIdentifier path, boolean descending) {}

  SqlCreateIndex(
      SqlParserPos position,
      boolean ifNotExists,
      @Nullable SqlIdentifier name,
      SqlIdentifier table,
      @Nullable SqlIdentifier method,
      List<Key> keys,
      boolean unique,
      boolean nullsDistinct,
      @Nullable SqlNode where) {
    super(OPERATOR, position, false, ifNotExists);
    this.name = Optional.ofNullable(name);
    this.table = table;
    this.method = Optional.ofNullable(method);
    this.keys = List.copyOf(keys);
    this.unique = unique;
    this.nullsDistinct = nullsDistinct;
    this.where = Optional.ofNullable(where);
  }

  /** Its name; without one it is made from the table and the columns. */
  public Optional<SqlIdentifier> name() {
    return name;
  }

  /** Whether an index of that name is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** The table. */
  public SqlIdentifier table() {
    return table;
  }

  /** What kind of index it shall be, behind USING. */
  public Optional<SqlIdentifier> method() {
    return method;
  }

  /** The columns and paths, in order. */
  public List<Key> keys() {
    return keys;
  }

  /** Whether a key may occur once. */
  public boolean unique() {
    return unique;
  }

  /** Whether keys with a NULL in them are never the same. */
  public boolean nullsDistinct() {
    return nullsDistinct;
  }

  /** Which rows are in it, if not all. */
  public Optional<SqlNode> where() {
    return where;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(table);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CREATE INDEX ON");
    table.unparse(writer, 0, 0);
  }
}
