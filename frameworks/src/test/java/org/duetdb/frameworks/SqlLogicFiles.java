package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.hydromatic.sqllogictest.OptionsParser;
import net.hydromatic.sqllogictest.OptionsParser.SuppliedOptions;
import net.hydromatic.sqllogictest.SltTestFile;
import net.hydromatic.sqllogictest.SqlTestQuery;
import net.hydromatic.sqllogictest.executors.JdbcExecutor;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of SQLite's sqllogictest through JDBC: the queries that its rules select for PostgreSQL
 * must answer as SQLite does. For the profile {@code sqllogictest} only; see docs/sql.md.
 */
class SqlLogicFiles {
  private static final List<String> WITHOUT_SQLITE =
      List.of(
          "select1",
          "select2",
          "select3",
          "select4",
          "evidence/slt_lang_aggfunc",
          "evidence/slt_lang_createview",
          "evidence/slt_lang_dropindex",
          "evidence/slt_lang_droptable",
          "evidence/slt_lang_dropview");

  /**
   * What the other files of evidence ask for beyond PostgreSQL, which refuses it as Duet does, and
   * how many of their queries that leaves: a file ends at the first of its statements that fails.
   */
  private static final Map<String, Integer> ANSWERED =
      Map.of(
          "evidence/in1", 103, // of 105: whether a binary string is one of some integers
          "evidence/in2", 37, // of 45: IN ()
          "evidence/slt_lang_replace", 2, // of 6: INSERT OR REPLACE
          "evidence/slt_lang_update", 3, // of 9: a column assigned twice in one SET
          "evidence/slt_lang_createtrigger", 0, // SQLite's triggers, REINDEX: no queries behind
          "evidence/slt_lang_droptrigger", 0,
          "evidence/slt_lang_reindex", 0);

  /** The files that {@code -Dsqllogictest.files=} names, without their ending. */
  static Stream<String> files() {
    String wanted = System.getProperty("sqllogictest.files", "");
    return wanted.isBlank()
        ? Stream.concat(WITHOUT_SQLITE.stream(), ANSWERED.keySet().stream().sorted())
        : Stream.of(wanted.split(",", -1));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everySelectedQueryAnswersAsExpected(String name, TestReporter reporter) throws Exception {
    var complaints = new ByteArrayOutputStream();
    var print = new PrintStream(complaints, true, StandardCharsets.UTF_8);
    var parser = new OptionsParser(false, print, print);
    parser.registerExecutor("duet", () -> new Executor(parser.getOptions()));
    SuppliedOptions options = parser.parse("-e", "duet", name);
    var file = new SltTestFile("test/" + name + ".test");
    file.parse(options);
    int selected = (int) file.fileContents.stream().filter(SqlTestQuery.class::isInstance).count();

    var result = new Executor(options).execute(file, options);

    reporter.publishEntry(name, result.getPassedTestCount() + " of " + selected + " passed");
    result.printStatistics(print);
    assertThat(result.getPassedTestCount())
        .as(() -> complaints.toString(StandardCharsets.UTF_8))
        .isEqualTo(ANSWERED.getOrDefault(name, selected));
  }

  /** A deployment of its own for each file, so there is nothing to drop before or after it. */
  private static final class Executor extends JdbcExecutor {
    Executor(SuppliedOptions options) {
      super(options, "jdbc:duet:mem:", "", "");
    }

    @Override
    public void dropAllTables() {}

    @Override
    public void dropAllViews() {}
  }
}
