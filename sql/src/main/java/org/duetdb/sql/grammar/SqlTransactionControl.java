package org.duetdb.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** BEGIN, COMMIT, ROLLBACK, SAVEPOINT, ROLLBACK TO and RELEASE. */
public final class SqlTransactionControl extends DuetNode {
  private final Verb verb;
  private final TransactionModes modes;
  private final String savepoint;

  private SqlTransactionControl(
      SqlParserPos position, Verb verb, TransactionModes modes, String savepoint) {
    super(verb.words, position);
    this.verb = verb;
    this.modes = modes;
    this.savepoint = savepoint;
  }

  static SqlTransactionControl begin(SqlParserPos position, TransactionModes modes) {
    return new SqlTransactionControl(position, Verb.BEGIN, modes, "");
  }

  static SqlTransactionControl of(SqlParserPos position, Verb verb) {
    return new SqlTransactionControl(position, verb, new TransactionModes(), "");
  }

  static SqlTransactionControl savepoint(SqlParserPos position, Verb verb, SqlIdentifier name) {
    return new SqlTransactionControl(position, verb, new TransactionModes(), name.getSimple());
  }

  /** Which of the six. */
  public Verb verb() {
    return verb;
  }

  /** The modes of BEGIN. */
  public TransactionModes modes() {
    return modes;
  }

  /** The savepoint's name, or an empty text where none belongs. */
  public String savepoint() {
    return savepoint;
  }

  /** What the statement does. */
  public enum Verb {
    /** Opens a transaction. */
    BEGIN("BEGIN"),
    /** Makes it permanent. */
    COMMIT("COMMIT"),
    /** Undoes it. */
    ROLLBACK("ROLLBACK"),
    /** Marks a point in it. */
    SAVEPOINT("SAVEPOINT"),
    /** Undoes what came after the point. */
    ROLLBACK_TO("ROLLBACK TO SAVEPOINT"),
    /** Forgets the point. */
    RELEASE("RELEASE SAVEPOINT");

    private final String words;

    Verb(String words) {
      this.words = words;
    }
  }
}
