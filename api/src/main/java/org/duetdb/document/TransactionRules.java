package org.duetdb.document;

import java.util.Set;
import org.duetdb.api.Namespace;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** What MongoDB lets nobody do inside a multi-document transaction. */
final class TransactionRules {
  private static final Set<String> FORBIDDEN_COMMANDS =
      Set.of(
          "collStats",
          "count",
          "dbStats",
          "drop",
          "dropIndexes",
          "explain",
          "listCollections",
          "listIndexes",
          "profile");
  private static final Set<String> FORBIDDEN_DATABASES = Set.of("admin", "config", "local");

  private TransactionRules() {}

  /** Refuses a command that cannot run in a transaction, or not on this collection. */
  static void check(String command, Namespace namespace) {
    if (FORBIDDEN_COMMANDS.contains(command)) {
      throw refusal(
          "Cannot run '"
              + command
              + "' in a multi-document transaction."
              + (command.equals("count") ? " Use countDocuments instead." : ""));
    }
    if (FORBIDDEN_DATABASES.contains(namespace.database())) {
      throw refusal(
          "Cannot run command against the '"
              + namespace.database()
              + "' database in a transaction.");
    }
    if (namespace.collection().startsWith("system.")) {
      throw refusal(
          "Cannot run command against the '" + namespace + "' collection in a transaction.");
    }
  }

  /** The refusal of a stage that writes. */
  static DuetException stage(String stage) {
    return refusal("Stage not supported inside of a multi-document transaction: " + stage);
  }

  /** The refusal of an index that others could not see being built. */
  static DuetException indexOnDocuments(Namespace namespace) {
    return refusal(
        "Cannot create new indexes on existing collection "
            + namespace
            + " in a multi-document transaction.");
  }

  private static DuetException refusal(String text) {
    return new DuetException(ErrorCode.OPERATION_NOT_SUPPORTED_IN_TRANSACTION, text);
  }
}
