package org.duetdb.sql.grammar;

import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** SHOW name, SHOW ALL. */
public final class SqlShow extends DuetNode {
  private final String name;

  SqlShow(SqlParserPos position, SqlIdentifier name) {
    super("SHOW", position);
    this.name = name.getSimple().toLowerCase(Locale.ROOT);
  }

  /** The variable in lower case, or {@code all}. */
  public String name() {
    return name;
  }
}
