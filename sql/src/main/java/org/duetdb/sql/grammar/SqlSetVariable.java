package org.duetdb.sql.grammar;

import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** SET [LOCAL | SESSION] name = value. */
public final class SqlSetVariable extends DuetNode {
  private final String name;
  private final String value;
  private final boolean local;

  SqlSetVariable(SqlParserPos position, SqlIdentifier name, SqlNode value, boolean local) {
    super("SET", position);
    this.name = name.getSimple().toLowerCase(Locale.ROOT);
    this.value = value instanceof SqlLiteral literal ? literal.toValue() : value.toString();
    this.local = local;
  }

  /** The variable, in lower case. */
  public String name() {
    return name;
  }

  /** The value as text. */
  public String value() {
    return value;
  }

  /** Whether the value ends with the transaction. */
  public boolean local() {
    return local;
  }
}
