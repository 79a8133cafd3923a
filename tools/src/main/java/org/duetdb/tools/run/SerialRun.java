package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duetdb.tools.run.CommittedWork.Part;
import org.duetdb.tools.run.CommittedWork.Transaction;

/** What came of one serial order, and how texts compare that two runs have given. */
record SerialRun(List<Transaction> order, Trace trace) {
  /** Whether {@code one} came before {@code other}. */
  boolean isBefore(Transaction one, Transaction other) {
    return order.indexOf(one) < order.indexOf(other);
  }

  /** What the part gave in this order. */
  String answer(Part wanted) {
    int index = 0;
    for (var transaction : order) {
      for (var part : transaction.steps()) {
        if (part == wanted) {
          return index < trace.steps().size() ? answer(trace.steps().get(index)) : "nothing";
        }
        index++;
      }
    }
    throw new IllegalArgumentException("not in this order: " + wanted.step().name());
  }

  private static String answer(StepTrace step) {
    if (step.outcome() instanceof Outcome.Done done) {
      return text(done.results());
    }
    return step.outcome() instanceof Outcome.Failed failed
        ? "the error " + failed.failure().describe()
        : "nothing";
  }

  /** What statements gave, rows in no particular order. */
  static String text(List<StatementResult> results) {
    return results.stream()
        .map(
            result ->
                result instanceof StatementResult.Rows found ? rows(found.rows()) : count(result))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String count(StatementResult result) {
    return result instanceof StatementResult.Count count ? "a count of " + count.matched() : "";
  }

  /** Rows in no particular order, without keys that were generated. */
  static String rows(List<Row> rows) {
    return rows.isEmpty()
        ? "no rows"
        : rows.stream().map(SerialRun::bare).sorted().collect(Collectors.joining(" "));
  }

  private static String bare(Row row) {
    var values = new ArrayList<>(row.values());
    values.replaceAll(value -> value.startsWith("ObjectId(") ? "a generated key" : value);
    return new Row(row.names(), values).toString();
  }
}
