package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  private static final List<String> FILES =
      List.of(
          "select1",
          "select2",
          "select3",
          "select4",
          "evidence/in1",
          "evidence/in2",
          "evidence/slt_lang_aggfunc",
          "evidence/slt_lang_createview",
          "evidence/slt_lang_dropindex",
          "evidence/slt_lang_droptable",
          "evidence/slt_lang_dropview",
          "evidence/slt_lang_replace",
          "evidence/slt_lang_update");

  /**
   * SQLite's triggers and REINDEX: Duet refuses them as PostgreSQL does, a file ends at the first
   * of its statements that fails, and no query that is selected stands anywhere in these.
   */
  private static final List<String> WITHOUT_QUERIES =
      List.of(
          "evidence/slt_lang_createtrigger",
          "evidence/slt_lang_droptrigger",
          "evidence/slt_lang_reindex");

  /** The files that {@code -Dsqllogictest.files=} names, without their ending. */
  static Stream<String> files() {
    String wanted = System.getProperty("sqllogictest.files", "");
    return wanted.isBlank()
        ? Stream.concat(FILES.stream(), WITHOUT_QUERIES.stream())
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
        .isEqualTo(selected);
  }

  /**
   * A deployment of its own for each file, so there is nothing to drop before or after it; lenient
   * as SQLite is.
   */
  private static final class Executor extends JdbcExecutor {
    Executor(SuppliedOptions options) {
      super(options, "jdbc:duet:mem:?conformance=lenient", "", "");
    }

    @Override
    public void dropAllTables() {}

    @Override
    public void dropAllViews() {}
  }
}
