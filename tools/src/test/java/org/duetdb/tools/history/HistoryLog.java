package org.duetdb.tools.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.duetdb.tools.history.History.Operation;
import org.duetdb.tools.history.History.Read;
import org.duetdb.tools.history.History.Status;
import org.duetdb.tools.history.History.Transaction;
import org.duetdb.tools.history.History.Write;

/**
 * What clients note while a history happens. Thread-safe; an {@link Entry} belongs to one session.
 */
final class HistoryLog {
  private final Keys keys;
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger begun = new AtomicInteger();
  private final Queue<Transaction> transactions = new ConcurrentLinkedQueue<>();
  private final Map<String, Map<Integer, Integer>> positions = new HashMap<>();
  private final Queue<Placed> placed = new ConcurrentLinkedQueue<>();

  private record Placed(int transaction, String key, int position, int value) {}

  HistoryLog(Keys keys) {
    this.keys = keys;
  }

  /** A transaction begins. */
  Entry begin(String session) {
    return new Entry(begun.incrementAndGet(), session, clock.incrementAndGet());
  }

  /** What one transaction does. */
  final class Entry {
    private final int id;
    private final String session;
    private final long began;
    private final List<Operation> operations = new ArrayList<>();

    private Entry(int id, String session, long began) {
      this.id = id;
      this.session = session;
      this.began = began;
    }

    void add(Operation operation) {
      operations.add(operation);
    }

    /**
     * A register was written, and the engine counts this version of it as the {@code position}th.
     */
    void wrote(String register, int value, int position) {
      operations.add(new Write(register, value));
      placed.add(new Placed(id, register, position, value));
    }

    void end(Status status) {
      transactions.add(
          new Transaction(id, session, status, began, clock.incrementAndGet(), operations));
    }
  }

  /** The history, after {@code auditor} has read every key at its end. */
  History history(Entry auditor) {
    auditor.end(Status.COMMITTED);
    var all = new ArrayList<>(transactions);
    all.sort(Comparator.comparingInt(Transaction::id));
    var committed = new HashMap<Integer, Status>();
    all.forEach(one -> committed.put(one.id(), one.status()));
    for (var one : placed) {
      if (committed.get(one.transaction) == Status.COMMITTED) {
        var taken = positions.computeIfAbsent(one.key, key -> new TreeMap<>());
        taken.putIfAbsent(one.position, one.value); // a second one has left no version
      }
    }
    var orders = new HashMap<String, List<Integer>>();
    for (var operation : auditor.operations) {
      var read = (Read) operation;
      orders.put(read.key(), keys.isList(read.key()) ? read.seen() : order(read.key()));
    }
    return new History(all, orders, keys.lists());
  }

  private List<Integer> order(String register) {
    var known = positions.getOrDefault(register, Map.of());
    var order = new ArrayList<Integer>();
    int last = known.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int position = 1; position <= last; position++) {
      order.add(
          known.getOrDefault(position, -position)); // a gap is a version that nobody committed
    }
    return order;
  }
}
