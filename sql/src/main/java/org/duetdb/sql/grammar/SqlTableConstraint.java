package org.duetdb.sql.grammar;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.api.spi.CollectionDescriptor.ReferentialAction;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of CREATE TABLE.
 *
 * @param position where it stands
 * @param kind what it demands
 * @param name its name, if it was given one
 * @param columns the columns that a key names; empty for a CHECK
 * @param check the condition of a CHECK
 * @param reference what a FOREIGN KEY refers to
 */
public record SqlTableConstraint(
    SqlParserPos position,
    Kind kind,
    Optional<String> name,
    List<SqlIdentifier> columns,
    Optional<SqlNode> check,
    Optional<Reference> reference) {

  /** What a constraint demands. */
  public enum Kind {
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
    FOREIGN_KEY
  }

  /**
   * What a FOREIGN KEY refers to.
   *
   * @param target the table
   * @param columns its columns, if they are named
   * @param onDelete what becomes of what refers to a row that goes
   * @param onUpdate what becomes of what refers to a row that gets another key
   */
  public record Reference(
      SqlIdentifier target,
      List<SqlIdentifier> columns,
      ReferentialAction onDelete,
      ReferentialAction onUpdate) {}

  static SqlTableConstraint primaryKey(
      SqlParserPos position, @Nullable SqlIdentifier name, SqlNodeList columns) {
    return of(position, Kind.PRIMARY_KEY, name, columns);
  }

  static SqlTableConstraint unique(
      SqlParserPos position, @Nullable SqlIdentifier name, SqlNodeList columns) {
    return of(position, Kind.UNIQUE, name, columns);
  }

  private static SqlTableConstraint of(
      SqlParserPos position, Kind kind, @Nullable SqlIdentifier name, SqlNodeList columns) {
    return new SqlTableConstraint(
        position, kind, text(name), names(columns), Optional.empty(), Optional.empty());
  }

  static SqlTableConstraint check(
      SqlParserPos position, @Nullable SqlIdentifier name, SqlNode check) {
    return new SqlTableConstraint(
        position, Kind.CHECK, text(name), List.of(), Optional.of(check), Optional.empty());
  }

  static SqlTableConstraint references(
      SqlParserPos position,
      @Nullable SqlIdentifier name,
      SqlNodeList columns,
      SqlIdentifier target,
      SqlNodeList targetColumns,
      ReferentialAction onDelete,
      ReferentialAction onUpdate) {
    return new SqlTableConstraint(
        position,
        Kind.FOREIGN_KEY,
        text(name),
        names(columns),
        Optional.empty(),
        Optional.of(new Reference(target, names(targetColumns), onDelete, onUpdate)));
  }

  private static Optional<String> text(@Nullable SqlIdentifier name) {
    return Optional.ofNullable(name).map(SqlIdentifier::getSimple);
  }

  private static List<SqlIdentifier> names(SqlNodeList columns) {
    return columns.stream().map(SqlIdentifier.class::cast).toList();
  }
}
