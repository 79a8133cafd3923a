package org.duetdb.tools.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What transactions did and saw, with the order of the versions of every key. Every written value
 * is unique among the values of its key, so a value names its writer.
 *
 * @param transactions all that were begun, and those parts of a transaction that it undid itself
 * @param orders for each key the values in the order of their versions, without the initial one
 * @param lists the keys whose values are appended to a list, so that a read shows all versions; the
 *     others are registers, of which a read shows the newest
 */
record History(
    List<Transaction> transactions, Map<String, List<Integer>> orders, Set<String> lists) {
  History {
    transactions = List.copyOf(transactions);
    orders = Map.copyOf(orders);
    lists = Set.copyOf(lists);
  }

  /** How a transaction ended. */
  enum Status {
    COMMITTED,
    ABORTED,
    /** It may have been committed. */
    UNKNOWN
  }

  /**
   * One transaction.
   *
   * @param session who ran it
   * @param began orders it against the ends of others
   * @param ended orders it against the beginnings of others
   */
  record Transaction(
      int id, String session, Status status, long began, long ended, List<Operation> operations) {
    Transaction {
      operations = List.copyOf(operations);
    }

    boolean committed() {
      return status == Status.COMMITTED;
    }
  }

  /** What a transaction did to one key. */
  sealed interface Operation {
    String key();
  }

  /** It wrote the value, or appended it. */
  record Write(String key, int value) implements Operation {}

  /**
   * It looked.
   *
   * @param seen all values of a list, the newest of a register; empty for the initial version, also
   *     where that is that the key does not exist
   * @param byPredicate whether the key was not named, but looked for by a condition
   */
  record Read(String key, List<Integer> seen, boolean byPredicate) implements Operation {
    Read {
      seen = List.copyOf(seen);
    }
  }
}
