package org.duetdb.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.Deployment;
import org.duetdb.tools.stat.StatSample;
import org.duetdb.tools.stat.StatTable;

/** Samples a deployment's counters once a second and shows the rates as mongostat does. */
final class Mongostat {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** How many rows are shown before and after the gap. */
  private static final int SHOWN = 5;

  private static final String WRITE_CONFLICTS = "metrics.operation.writeConflicts";
  private static final StatTable TABLE =
      StatTable.parse(
          "insert,query,update,delete," + WRITE_CONFLICTS + ".rate()=writeConflicts.rate(),time");

  private final Deployment deployment;
  private final List<StatSample> samples = new ArrayList<>();
  private Instant due;

  /** Samples {@code deployment} at {@code first} and once a second from then on. */
  Mongostat(Deployment deployment, Instant first) {
    this.deployment = deployment;
    this.due = first;
  }

  /** Takes a sample if one is due. */
  void glance() {
    var now = deployment.engine().time().now();
    if (!now.isBefore(due)) {
      samples.add(StatSample.of(deployment));
      due = due.plus(PERIOD);
    }
  }

  /** The table: the first rows, and those around the last one in which there were conflicts. */
  List<String> lines() {
    var rows = new ArrayList<String>();
    int peak = 0;
    for (int i = 1; i < samples.size(); i++) {
      rows.add(TABLE.row(samples.get(i - 1), samples.get(i)));
      if (conflicts(i) > conflicts(i - 1)) {
        peak = i - 1;
      }
    }
    var lines = new ArrayList<String>();
    lines.add(TABLE.header());
    int gapEnd = Math.max(SHOWN, peak - 3);
    lines.addAll(rows.subList(0, Math.min(SHOWN, rows.size())));
    if (gapEnd > SHOWN) {
      lines.add("...");
    }
    lines.addAll(rows.subList(Math.min(gapEnd, rows.size()), rows.size()));
    return lines;
  }

  private long conflicts(int sample) {
    return samples.get(sample).number(WRITE_CONFLICTS).orElseThrow();
  }
}
