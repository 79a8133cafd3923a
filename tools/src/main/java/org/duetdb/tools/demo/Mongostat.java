package org.duetdb.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.duetdb.api.Deployment;

/** Samples a deployment's counters once a second and shows the rates as mongostat does. */
final class Mongostat {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** How many rows are shown before and after the gap. */
  private static final int SHOWN = 5;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss.SSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final String FORMAT = "%6s %5s %6s %6s %21s %19s";

  private final Deployment deployment;
  private final List<Sample> samples = new ArrayList<>();
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
      samples.add(sample(now));
      due = due.plus(PERIOD);
    }
  }

  private Sample sample(Instant now) {
    var status = deployment.serverStatus();
    var operations = status.get("opcounters", Document.class);
    var metrics = status.get("metrics", Document.class).get("operation", Document.class);
    return new Sample(
        now,
        operations.getLong("insert"),
        operations.getLong("query"),
        operations.getLong("update"),
        operations.getLong("delete"),
        metrics.getLong("writeConflicts"));
  }

  /** The table: the first rows, and those around the last one in which there were conflicts. */
  List<String> lines() {
    var rows = new ArrayList<String>();
    int peak = 0;
    for (int i = 1; i < samples.size(); i++) {
      rows.add(row(samples.get(i - 1), samples.get(i)));
      if (samples.get(i).writeConflicts() > samples.get(i - 1).writeConflicts()) {
        peak = i - 1;
      }
    }
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            FORMAT,
            "insert",
            "query",
            "update",
            "delete",
            "writeConflicts.rate()",
            "time"));
    int gapEnd = Math.max(SHOWN, peak - 3);
    lines.addAll(rows.subList(0, Math.min(SHOWN, rows.size())));
    if (gapEnd > SHOWN) {
      lines.add("...");
    }
    lines.addAll(rows.subList(Math.min(gapEnd, rows.size()), rows.size()));
    return lines;
  }

  private static String row(Sample before, Sample now) {
    return String.format(
        Locale.ROOT,
        FORMAT,
        operations(now.insert() - before.insert()),
        operations(now.query() - before.query()),
        operations(now.update() - before.update()),
        operations(now.delete() - before.delete()),
        now.writeConflicts() - before.writeConflicts(),
        TIME.format(now.at()));
  }

  /** mongostat marks operations that came by replication; no operations at all are marked too. */
  private static String operations(long count) {
    return count == 0 ? "*0" : String.valueOf(count);
  }

  private record Sample(
      Instant at, long insert, long query, long update, long delete, long writeConflicts) {}
}
