package org.duetdb.tools.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duetdb.tools.history.History.Operation;
import org.duetdb.tools.history.History.Read;
import org.duetdb.tools.history.History.Status;
import org.duetdb.tools.history.History.Transaction;
import org.duetdb.tools.history.History.Write;

/**
 * Histories as a few lines of text, for tests of the checker. A line is a transaction: {@code
 * commit} or {@code abort}, and then its operations. {@code w x 1} writes or appends, {@code r x 1
 * 2} reads, {@code p x 1} reads by a condition; operations are separated by commas. {@code order x
 * 1 2} is the order of the versions of x. Names of lists begin with an {@code l}. All transactions
 * overlap.
 */
final class Notation {
  private final List<Transaction> transactions = new ArrayList<>();
  private final Map<String, List<Integer>> orders = new HashMap<>();

  private Notation() {}

  static History read(String text) {
    var notation = new Notation();
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(notation::line);
    var lists = notation.orders.keySet().stream().filter(key -> key.startsWith("l")).toList();
    return new History(notation.transactions, notation.orders, Set.copyOf(lists));
  }

  private void line(String line) {
    var words = line.split(" ", 2);
    if (words[0].equals("order")) {
      var parts = List.of(words[1].split(" "));
      orders.put(parts.get(0), numbers(parts.subList(1, parts.size())));
      return;
    }
    var operations = new ArrayList<Operation>();
    for (var operation : List.of(words[1].split(","))) {
      operations.add(operation(List.of(operation.strip().split(" "))));
    }
    int id = transactions.size() + 1;
    transactions.add(
        new Transaction(
            id,
            "s" + id,
            words[0].equals("commit") ? Status.COMMITTED : Status.ABORTED,
            id,
            100 + id,
            operations));
  }

  private static Operation operation(List<String> words) {
    var numbers = numbers(words.subList(2, words.size()));
    return switch (words.get(0)) {
      case "w" -> new Write(words.get(1), numbers.get(0));
      case "r" -> new Read(words.get(1), numbers, false);
      case "p" -> new Read(words.get(1), numbers, true);
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private static List<Integer> numbers(List<String> words) {
    return words.stream().map(Integer::valueOf).toList();
  }
}
