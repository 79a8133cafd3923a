package org.duetdb.sql.grammar;

import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

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

  private SqlColumnSpec(SqlParserPos position, SqlIdentifier name, SqlDataTypeSpec type) {
    this.position = position;
    this.name = name;
    this.type = type;
  }

  /** A column of a type, which PostgreSQL's SERIAL makes an identity column. */
  static SqlColumnSpec of(SqlIdentifier name, SqlDataTypeSpec type) {
    Optional<SqlTypeName> counted = counted(type.getTypeName().toString());
    if (counted.isEmpty()) {
      return new SqlColumnSpec(name.getParserPosition(), name, type);
    }
    SqlParserPos place = type.getParserPosition();
    var number = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(counted.get(), place), place);
    var column = new SqlColumnSpec(name.getParserPosition(), name, number);
    column.identity(new SqlSequenceOptions(), false);
    return column;
  }

  private static Optional<SqlTypeName> counted(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "SMALLSERIAL", "SERIAL2" -> Optional.of(SqlTypeName.SMALLINT);
      case "SERIAL", "SERIAL4" -> Optional.of(SqlTypeName.INTEGER);
      case "BIGSERIAL", "SERIAL8" -> Optional.of(SqlTypeName.BIGINT);
      default -> Optional.empty();
    };
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
