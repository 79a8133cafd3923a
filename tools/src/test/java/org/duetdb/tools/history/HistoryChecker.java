package org.duetdb.tools.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duetdb.tools.history.Dependency.Kind;
import org.duetdb.tools.history.DependencyGraph.Shape;
import org.duetdb.tools.history.History.Read;
import org.duetdb.tools.history.History.Transaction;
import org.duetdb.tools.history.History.Write;

/**
 * Finds what is wrong with a history, after Adya (1999) and Elle (Kingsbury and Alvaro, VLDB 2020).
 * The order of versions is known, so nothing is inferred: a cycle is there, or it is not.
 *
 * <p>Only what committed counts as a reader. A transaction of unknown outcome counts as committed
 * if one of its values is in an order.
 */
final class HistoryChecker {
  private final History history;
  private final Versions versions;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Dependency> dependencies = new LinkedHashSet<>();

  private HistoryChecker(History history) {
    this.history = history;
    this.versions = new Versions(history);
  }

  /** What is wrong with {@code history}; one finding of each kind of cycle at most. */
  static List<Finding> check(History history) {
    return new HistoryChecker(history).check(false);
  }

  /**
   * The same for a level at which a transaction sees everything that had ended when it began: then
   * the clock puts transactions in an order too.
   */
  static List<Finding> checkWithRealTime(History history) {
    return new HistoryChecker(history).check(true);
  }

  private List<Finding> check(boolean realTime) {
    var transactions = history.transactions();
    for (int index = 0; index < transactions.size(); index++) {
      if (counts(index)) {
        checkWrites(index);
        checkReads(index);
      }
    }
    history.orders().keySet().forEach(this::checkOrder);
    if (realTime) {
      addRealTime();
    }
    findCycles();
    return List.copyOf(findings);
  }

  private boolean counts(int index) {
    var transaction = history.transactions().get(index);
    return switch (transaction.status()) {
      case COMMITTED -> true;
      case ABORTED -> false;
      case UNKNOWN ->
          transaction.operations().stream()
              .anyMatch(
                  one ->
                      one instanceof Write write
                          && versions.position(write.key(), write.value()).isPresent());
    };
  }

  private void checkWrites(int index) {
    for (var operation : history.transactions().get(index).operations()) {
      if (operation instanceof Write write
          && versions.position(write.key(), write.value()).isEmpty()) {
        find(Anomaly.LOST_WRITE, name(index) + " wrote " + write + ", and nothing is left of it");
      }
    }
  }

  private void checkReads(int index) {
    var own = new HashSet<String>();
    var operations = history.transactions().get(index).operations();
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i) instanceof Read read) {
        checkRead(index, read, own.contains(read.key()));
      } else {
        own.add(operations.get(i).key());
      }
    }
  }

  private void checkRead(int reader, Read read, boolean wroteIt) {
    var order = versions.order(read.key());
    if (history.lists().contains(read.key())
        && (read.seen().size() > order.size()
            || !order.subList(0, read.seen().size()).equals(read.seen()))) {
      if (!checkSources(reader, read)) {
        find(Anomaly.GARBAGE, name(reader) + " saw " + read + ", but the order is " + order);
      }
      return;
    }
    int next = 0;
    if (!read.seen().isEmpty()) {
      if (checkSources(reader, read)) {
        return;
      }
      int value = read.seen().get(read.seen().size() - 1);
      int writer = versions.writer(read.key(), value).orElseThrow();
      if (writer != reader && versions.isIntermediate(read.key(), value)) {
        find(Anomaly.G1B, name(reader) + " saw " + read + ", which its writer overwrote");
      }
      add(writer, reader, Kind.READ, read);
      next = versions.position(read.key(), value).orElseThrow() + 1;
    }
    checkOwn(reader, read, wroteIt, next);
    if (next < order.size()) {
      int overwriter = versions.writer(read.key(), order.get(next)).orElse(reader);
      add(reader, overwriter, Kind.ANTI, read);
      checkUpdate(reader, read, overwriter, order.subList(next, order.size()));
    }
  }

  private void checkUpdate(int reader, Read read, int overwriter, List<Integer> later) {
    boolean wroteLater =
        later.stream()
            .anyMatch(value -> versions.writer(read.key(), value).equals(OptionalInt.of(reader)));
    if (overwriter != reader && wroteLater) {
      find(
          Anomaly.LOST_UPDATE,
          name(reader) + " saw " + read + " and wrote it, but " + name(overwriter) + " was first");
    }
  }

  /** Whether a value that was seen has no writer that counts. */
  private boolean checkSources(int reader, Read read) {
    for (int value : read.seen()) {
      var writer = versions.writer(read.key(), value);
      if (writer.isPresent() && (writer.getAsInt() == reader || counts(writer.getAsInt()))) {
        if (versions.position(read.key(), value).isPresent()) {
          continue;
        }
      }
      find(
          writer.isPresent() ? Anomaly.G1A : Anomaly.GARBAGE,
          name(reader) + " saw " + read + ", of which " + value + " was never committed");
      return true;
    }
    return false;
  }

  private void checkOwn(int reader, Read read, boolean wroteIt, int next) {
    boolean sawOwn =
        next > 0
            && versions.writer(read.key(), versions.order(read.key()).get(next - 1)).orElseThrow()
                == reader;
    if (wroteIt && !sawOwn) {
      find(Anomaly.INTERNAL, name(reader) + " saw " + read + " after a write of its own");
    }
  }

  private void checkOrder(String key) {
    int before = -1;
    for (int value : versions.order(key)) {
      var writer = versions.writer(key, value);
      if (writer.isEmpty() || !counts(writer.getAsInt())) {
        find(
            writer.isEmpty() ? Anomaly.GARBAGE : Anomaly.G1A,
            "the version " + value + " of " + key + " was never committed");
        continue;
      }
      if (before >= 0) {
        dependencies.add(new Dependency(before, writer.getAsInt(), Kind.WRITE, key, false));
      }
      before = writer.getAsInt();
    }
  }

  private void add(int from, int to, Kind kind, Read read) {
    dependencies.add(new Dependency(from, to, kind, read.key(), read.byPredicate()));
  }

  private void addRealTime() {
    var transactions = history.transactions();
    for (int earlier = 0; earlier < transactions.size(); earlier++) {
      for (int later = 0; later < transactions.size(); later++) {
        if (transactions.get(earlier).ended() < transactions.get(later).began()
            && counts(earlier)
            && counts(later)) {
          dependencies.add(new Dependency(earlier, later, Kind.REAL_TIME, "", false));
        }
      }
    }
  }

  private void findCycles() {
    var graph = DependencyGraph.of(history.transactions().size(), dependencies);
    Predicate<Dependency> writes =
        edge -> edge.kind() == Kind.WRITE || edge.kind() == Kind.REAL_TIME;
    Predicate<Dependency> seen = edge -> !edge.isAnti();
    graph
        .core(writes)
        .cycle(Shape.beginningWith(edge -> edge.kind() == Kind.WRITE))
        .ifPresent(cycle -> find(Anomaly.G0, cycle));
    graph
        .core(seen)
        .cycle(Shape.beginningWith(edge -> edge.kind() == Kind.READ))
        .ifPresent(cycle -> find(Anomaly.G1C, cycle));
    findAntiCycles(graph.core(edge -> true), seen);
  }

  private void findAntiCycles(DependencyGraph all, Predicate<Dependency> seen) {
    var anti = Shape.beginningWith(Dependency::isAnti);
    all.cycle(anti.along(seen)).ifPresent(cycle -> find(Anomaly.G_SINGLE, cycle));
    all.cycle(
            anti.stepping((previous, next) -> !(previous.isAnti() && next.isAnti())),
            cycle -> antis(cycle) > 1)
        .ifPresent(cycle -> find(Anomaly.G_NONADJACENT, cycle));
    all.core(edge -> !edge.byPredicate() || !edge.isAnti())
        .cycle(anti, cycle -> antis(cycle) > 1)
        .ifPresent(cycle -> find(Anomaly.G2_ITEM, cycle));
    all.cycle(
            Shape.beginningWith(edge -> edge.isAnti() && edge.byPredicate()),
            cycle -> antis(cycle) > 1)
        .ifPresent(cycle -> find(Anomaly.G2, cycle));
  }

  private static long antis(List<Dependency> cycle) {
    return cycle.stream().filter(Dependency::isAnti).count();
  }

  private void find(Anomaly anomaly, List<Dependency> cycle) {
    find(
        anomaly,
        cycle.stream()
            .map(edge -> edge.describe(name(edge.from()), name(edge.to())))
            .collect(Collectors.joining("; ")));
  }

  private void find(Anomaly anomaly, String because) {
    findings.add(new Finding(anomaly, because));
  }

  private String name(int index) {
    Transaction transaction = history.transactions().get(index);
    return "T" + transaction.id();
  }
}
