package org.duetdb.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.duetdb.tools.report.Style;
import org.junit.jupiter.api.Test;

/** {@code ./duet stat}, in virtual time. */
class StatCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return DuetCommand.commandLine(new Console(new PrintWriter(out), Style.PLAIN), WarmUp.of())
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private List<String[]> rows() {
    return out.toString().lines().map(line -> line.trim().split(" +", -1)).toList();
  }

  @Test
  void showsTheColumnsOfTheDemonstrationARowASecond() {
    assertThat(run("stat", "-n", "6")).isZero();

    assertThat(rows()).hasSize(7);
    assertThat(rows().get(0))
        .containsExactly(
            "insert",
            "query",
            "update",
            "delete",
            "metrics.operation.writeConflicts.rate()",
            "time");
    assertThat(out.toString()).contains("Jul 23 08:48:49.100");
  }

  @Test
  void theConflictsOfAWaitAreCountedWhenItEnds() {
    assertThat(run("stat", "-o=metrics.operation.writeConflicts.rate()", "--documents=1", "-n=6"))
        .isZero();

    var perSecond = rows().stream().skip(1).map(row -> Integer.parseInt(row[0])).toList();
    assertThat(perSecond.subList(0, 4)).as("before the first commit").containsOnly(0);
    assertThat(perSecond.get(4) + perSecond.get(5)).as("four waits of up to 2 s").isPositive();
  }

  @Test
  void anyNumberOfServerStatusMayBeAColumnUnderAnyName() {
    assertThat(run("stat", "-o=opcounters.update.diff()=u,transactions.currentOpen=open", "-n=4"))
        .isZero();

    assertThat(rows().get(0)).containsExactly("u", "open");
    assertThat(rows().get(4)[1]).isEqualTo("1");
  }

  @Test
  void aColumnThatServerStatusDoesNotHaveIsRefused() {
    assertThat(run("stat", "-o=insert,metrics.nothing")).isEqualTo(2);

    assertThat(err.toString()).contains("serverStatus has no number metrics.nothing");
  }
}
