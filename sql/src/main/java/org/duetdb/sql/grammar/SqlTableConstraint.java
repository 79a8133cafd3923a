package org.duetdb.sql.grammar;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A PRIMARY KEY of CREATE TABLE.
 *
 * @param position where it stands
 * @param name its name, if it was given one
 * @param columns the columns it names
 */
public record SqlTableConstraint(
    SqlParserPos position, Optional<String> name, List<SqlIdentifier> columns) {

  static SqlTableConstraint primaryKey(
      SqlParserPos position, @Nullable SqlIdentifier name, SqlNodeList columns) {
    return new SqlTableConstraint(
        position,
        Optional.ofNullable(name).map(SqlIdentifier::getSimple),
        columns.stream().map(SqlIdentifier.class::cast).toList());
  }
}
