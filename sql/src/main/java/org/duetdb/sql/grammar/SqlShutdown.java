package org.duetdb.sql.grammar;

import org.apache.calcite.sql.parser.SqlParserPos;

/** SHUTDOWN: ends the deployment for everybody. */
public final class SqlShutdown extends DuetNode {

  SqlShutdown(SqlParserPos position) {
    super("SHUTDOWN", position);
  }
}
