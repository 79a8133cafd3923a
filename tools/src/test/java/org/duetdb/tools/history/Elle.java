package org.duetdb.tools.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duetdb.tools.history.History.Operation;
import org.duetdb.tools.history.History.Read;
import org.duetdb.tools.history.History.Transaction;

/**
 * Writes histories in the EDN form that Elle reads, for a judgement that is not ours. Elle knows
 * one kind of key at a time: {@link #listAppend} writes what happened to lists, {@link #registers}
 * what happened to registers.
 */
final class Elle {
  private final History history;
  private final boolean lists;

  private Elle(History history, boolean lists) {
    this.history = history;
    this.lists = lists;
  }

  /** For {@code elle.list-append}. */
  static String listAppend(History history) {
    return new Elle(history, true).write();
  }

  /** For {@code elle.rw-register}. */
  static String registers(History history) {
    return new Elle(history, false).write();
  }

  private record Line(long at, String process, String type, String value) {}

  private String write() {
    var lines = new ArrayList<Line>();
    var processes = history.transactions().stream().map(Transaction::session).distinct().toList();
    for (var transaction : history.transactions()) {
      var operations =
          transaction.operations().stream()
              .filter(one -> history.lists().contains(one.key()) == lists)
              .toList();
      if (!operations.isEmpty()) {
        var process = String.valueOf(processes.indexOf(transaction.session()));
        lines.add(new Line(transaction.began(), process, "invoke", values(operations, false)));
        boolean read = transaction.committed();
        lines.add(
            new Line(transaction.ended(), process, type(transaction), values(operations, read)));
      }
    }
    lines.sort(Comparator.comparingLong(Line::at));
    var text = new StringBuilder();
    for (int index = 0; index < lines.size(); index++) {
      var line = lines.get(index);
      text.append(
          String.format(
              Locale.ROOT,
              "{:index %d, :type :%s, :process %s, :f :txn, :value %s}%n",
              index,
              line.type,
              line.process,
              line.value));
    }
    return text.toString();
  }

  private static String type(Transaction transaction) {
    return switch (transaction.status()) {
      case COMMITTED -> "ok";
      case ABORTED -> "fail";
      case UNKNOWN -> "info";
    };
  }

  private String values(List<Operation> operations, boolean withReads) {
    return operations.stream()
        .map(one -> value(one, withReads))
        .collect(Collectors.joining(" ", "[", "]"));
  }

  private String value(Operation operation, boolean withReads) {
    if (operation instanceof Read read) {
      return "[:r :" + read.key() + " " + (withReads ? seen(read) : "nil") + "]";
    }
    var write = (History.Write) operation;
    return "[" + (lists ? ":append" : ":w") + " :" + write.key() + " " + write.value() + "]";
  }

  private String seen(Read read) {
    if (lists) {
      return read.seen().stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
    }
    return read.seen().isEmpty() ? "nil" : String.valueOf(read.seen().get(read.seen().size() - 1));
  }
}
