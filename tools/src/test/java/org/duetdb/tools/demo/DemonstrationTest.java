package org.duetdb.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the article shows, line by line, must come out of the run. */
class DemonstrationTest {
  private static List<String> lines;

  @BeforeAll
  static void play() {
    lines = new ArrayList<>();
    Demonstration.playInVirtualTime(lines::add);
  }

  @Test
  void theTransactionFailsAtOnceAndTheSingleUpdateWaitsAMinute() {
    assertThat(part("Wait on conflict"))
        .containsSubsequence(
            "duet test> dbB.demo.updateOne({ _id: 'x' }, { $inc: { value: 4 } });",
            "MongoServerError[WriteConflict]: Caused by :: Write conflict during plan execution and"
                + " yielding is disabled. :: Please retry your operation or multi-document"
                + " transaction.",
            "Wed Jul 23 2025 10:59:40 GMT+0000 (Greenwich Mean Time)",
            "duet test> sessionB.abortTransaction();",
            "Wed Jul 23 2025 10:59:49 GMT+0000 (Greenwich Mean Time)",
            "duet test> dbB.demo.updateOne({ _id: 'x' }, { $inc: { value: 8 } });",
            "{",
            "  acknowledged: true,",
            "  insertedId: null,",
            "  matchedCount: 1,",
            "  modifiedCount: 1,",
            "  upsertedCount: 0",
            "}",
            "Wed Jul 23 2025 11:00:48 GMT+0000 (Greenwich Mean Time)",
            "duet test> sessionA.commitTransaction();",
            "MongoServerError[NoSuchTransaction]: Transaction with { txnNumber: 2 } has been"
                + " aborted.",
            "duet test> db.demo.find();",
            "[ { _id: 'x', value: 8 } ]",
            "// the waiting update met 785 write conflicts");
  }

  @Test
  void theCostsAreThoseOfTheSchedule() {
    assertThat(part("What the waiting costs").stream().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "after 59,956 ms 785 786 786",
            "after 60,000 ms 786 787 787",
            "after 79,556 ms 981 982 982",
            "after 82,756 ms 1013 1014 1014");
  }

  @Test
  void mongostatShowsTheConflictsWhenTheUpdateEnds() {
    assertThat(part("mongostat").stream().map(line -> line.strip().replaceAll(" +", " ")))
        .containsSubsequence(
            "Wed Jul 23 2025 08:48:58 GMT+0000 (Greenwich Mean Time)".replaceAll(" +", " "),
            "Wed Jul 23 2025 08:50:18 GMT+0000 (Greenwich Mean Time)".replaceAll(" +", " "),
            "insert query update delete writeConflicts.rate() time",
            "*0 *0 *0 *0 0 Jul 23 08:49:01.172",
            "...",
            "*0 *0 *0 *0 0 Jul 23 08:50:17.172",
            "*0 *0 *0 *0 981 Jul 23 08:50:18.172",
            "*0 *0 *0 *0 0 Jul 23 08:50:19.172");
  }

  @Test
  void theProfilerCountsEveryAttempt() {
    assertThat(part("The profiler"))
        .contains(
            "    op: 'update',",
            "    ns: 'test.demo',",
            "      u: { '$inc': { value: 8 } },",
            "    keysExamined: 1014,",
            "    docsExamined: 1014,",
            "    nMatched: 1,",
            "    nModified: 1,",
            "    writeConflicts: 1013,",
            "    numYield: 1013,",
            "    millis: 82756,",
            "    planSummary: 'EXPRESS_IXSCAN { _id: 1 },EXPRESS_UPDATE',",
            "    ts: ISODate('2025-07-23T17:18:48.082Z'),");
  }

  /** The lines from a heading to the next. */
  private static List<String> part(String heading) {
    int start = 0;
    while (!lines.get(start).startsWith(heading) || !lines.get(start + 1).startsWith("==")) {
      start++;
    }
    int end = start + 2;
    while (end < lines.size() && !lines.get(end).startsWith("==")) {
      end++;
    }
    return lines.subList(start, end);
  }
}
