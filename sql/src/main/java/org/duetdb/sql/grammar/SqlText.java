package org.duetdb.sql.grammar;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlPosition;
import org.duetdb.sql.SqlState;

/** Text to syntax trees. Names keep their case; what is no SQL is 42601 with its place. */
public final class SqlText {
  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withLex(Lex.JAVA)
          .withParserFactory(DuetSqlParser.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(255)
          .withConformance(DuetConformance.INSTANCE);

  private SqlText() {}

  /** Parses one statement, which may end with semicolons. */
  public static SqlNode parse(String sql) {
    String text = StatementSplitter.withoutTrailingSemicolons(JdbcEscapes.plain(sql));
    try {
      return SqlParser.create(text, CONFIG).parseStmt();
    } catch (SqlParseException wrong) {
      throw failure(sql, wrong);
    }
  }

  /** Parses an expression, such as a column's DEFAULT. */
  public static SqlNode parseExpression(String sql) {
    try {
      return SqlParser.create(sql, CONFIG).parseExpression();
    } catch (SqlParseException wrong) {
      throw failure(sql, wrong);
    }
  }

  private static SqlFailure failure(String sql, SqlParseException wrong) {
    if (wrong.getCause() instanceof SqlFailure ours) {
      return ours;
    }
    SqlParserPos place = wrong.getPos();
    if (sql.trim().isEmpty()) {
      return new SqlFailure(SqlState.SYNTAX_ERROR, "syntax error: the text is empty", wrong);
    }
    String message = firstSentence(String.valueOf(wrong.getMessage()));
    return place == null || place.getLineNum() < 1
        ? new SqlFailure(SqlState.SYNTAX_ERROR, message, wrong)
        : new SqlFailure(SqlState.SYNTAX_ERROR, message, sql, position(place), wrong);
  }

  /** What stands at a place of a text. */
  public static String at(String sql, SqlParserPos place) {
    int from = offset(sql, place.getLineNum(), place.getColumnNum());
    int to = offset(sql, place.getEndLineNum(), place.getEndColumnNum());
    return sql.substring(from, Math.min(sql.length(), to + 1));
  }

  private static int offset(String sql, int line, int column) {
    int offset = 0;
    for (int i = 1; i < line; i++) {
      offset = sql.indexOf('\n', offset) + 1;
    }
    return offset + column - 1;
  }

  /** Where a node of the tree begins. */
  public static SqlPosition position(SqlParserPos place) {
    return new SqlPosition(Math.max(1, place.getLineNum()), Math.max(1, place.getColumnNum()));
  }

  /**
   * The parser's message without its place, which we print, and without the list of all that would
   * fit.
   */
  private static String firstSentence(String message) {
    String first = message.lines().findFirst().orElse(message);
    int place = first.indexOf(" at line ");
    String sentence = place < 0 ? first : first.substring(0, place);
    return "syntax error: " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
