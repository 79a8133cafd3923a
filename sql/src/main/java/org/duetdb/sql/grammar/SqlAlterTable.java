package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE. Filled by the parser, read afterwards. */
public final class SqlAlterTable extends DuetNode {
  private final boolean ifExists;
  private final SqlIdentifier name;
  private final List<Action> actions = new ArrayList<>();

  /** One change. */
  public sealed interface Action {}

  /** ADD COLUMN, with its constraints. */
  public record AddColumn(
      SqlColumnSpec column, List<SqlTableConstraint> constraints, boolean ifNotExists)
      implements Action {}

  /** ADD of constraints. */
  public record AddConstraints(List<SqlTableConstraint> constraints) implements Action {}

  /** DROP COLUMN. */
  public record DropColumn(SqlIdentifier column, boolean ifExists, boolean cascade)
      implements Action {}

  /** DROP CONSTRAINT. */
  public record DropConstraint(SqlIdentifier constraint, boolean ifExists, boolean cascade)
      implements Action {}

  /** RENAME COLUMN. */
  public record RenameColumn(SqlIdentifier column, SqlIdentifier to) implements Action {}

  /** RENAME TO. */
  public record Rename(SqlIdentifier to) implements Action {}

  /** SET DEFAULT, or DROP DEFAULT if there is none. */
  public record SetDefault(SqlIdentifier column, Optional<SqlNode> value) implements Action {}

  /** SET NOT NULL or DROP NOT NULL. */
  public record SetNullable(SqlIdentifier column, boolean nullable) implements Action {}

  /** TYPE, with or without SET DATA before it. */
  public record SetType(SqlIdentifier column, SqlDataTypeSpec type) implements Action {}

  SqlAlterTable(SqlParserPos position, boolean ifExists, SqlIdentifier name) {
    super("ALTER TABLE", position);
    this.ifExists = ifExists;
    this.name = name;
  }

  /** Whether a missing table is no error. */
  public boolean ifExists() {
    return ifExists;
  }

  /** The table. */
  public SqlIdentifier name() {
    return name;
  }

  /** The changes, in order. */
  public List<Action> actions() {
    return List.copyOf(actions);
  }

  void add(List<SqlColumnSpec> columns, List<SqlTableConstraint> constraints, boolean ifNotExists) {
    actions.add(
        columns.isEmpty()
            ? new AddConstraints(List.copyOf(constraints))
            : new AddColumn(columns.get(0), List.copyOf(constraints), ifNotExists));
  }

  void dropColumn(SqlIdentifier column, boolean missingIsFine, boolean cascade) {
    actions.add(new DropColumn(column, missingIsFine, cascade));
  }

  void dropConstraint(SqlIdentifier constraint, boolean missingIsFine, boolean cascade) {
    actions.add(new DropConstraint(constraint, missingIsFine, cascade));
  }

  void renameColumn(SqlIdentifier column, SqlIdentifier to) {
    actions.add(new RenameColumn(column, to));
  }

  void rename(SqlIdentifier to) {
    actions.add(new Rename(to));
  }

  void setDefault(SqlIdentifier column, @Nullable SqlNode value) {
    actions.add(new SetDefault(column, Optional.ofNullable(value)));
  }

  void setType(SqlIdentifier column, SqlDataTypeSpec type) {
    actions.add(new SetType(column, type));
  }

  void setNullable(SqlIdentifier column, boolean nullable) {
    actions.add(new SetNullable(column, nullable));
  }
}
