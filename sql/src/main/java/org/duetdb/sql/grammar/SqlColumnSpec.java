package org.duetdb.sql.grammar;

import java.util.Optional;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A column of CREATE TABLE. Filled by the parser, read afterwards. */
public final class SqlColumnSpec {
  private final SqlParserPos position;
  private final SqlIdentifier name;
  private final SqlDataTypeSpec type;
  private boolean nullable = true;
  private Optional<SqlNode> defaultValue = Optional.empty();
  private Optional<Identity> identity = Optional.empty();

  /**
   * An identity column.
   *
   * @param options of its sequence
   * @param always whether no value but the generated one may be written
   */
  public record Identity(SqlSequenceOptions options, boolean always) {}

  SqlColumnSpec(SqlParserPos position, SqlIdentifier name, SqlDataTypeSpec type) {
    this.position = position;
    this.name = name;
    this.type = type;
  }

  /** Where it stands. */
  public SqlParserPos position() {
    return position;
  }

  /** The name. */
  public SqlIdentifier name() {
    return name;
  }

  /** The type as written. */
  public SqlDataTypeSpec type() {
    return type;
  }

  /** Whether NOT NULL was left out. */
  public boolean nullable() {
    return nullable;
  }

  /** The expression of DEFAULT, if there is one. */
  public Optional<SqlNode> defaultValue() {
    return defaultValue;
  }

  /** What makes it an identity column, if it is one. */
  public Optional<Identity> identity() {
    return identity;
  }

  void identity(SqlSequenceOptions options, boolean always) {
    identity = Optional.of(new Identity(options, always));
    nullable = false;
  }

  void notNull() {
    nullable = false;
  }

  void defaultValue(SqlNode value) {
    defaultValue = Optional.of(value);
  }
}
