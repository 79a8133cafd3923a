package org.duetdb.engine.unified;

import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Options that ask for what a deployment in one JVM gives anyway: one member's acknowledgement,
 * that of a majority of one, reads of committed documents from the primary.
 */
final class Guarantees {
  private static final Set<String> OPTIONS =
      Set.of("uriOptions", "collectionOptions", "databaseOptions", "sessionOptions");

  private Guarantees() {}

  /** Whether this is the name of a document of options. */
  static boolean areOptions(String name) {
    return OPTIONS.contains(name);
  }

  /** Skips the test if some option asks for more. */
  static void require(BsonDocument options) {
    options.forEach(Guarantees::require);
  }

  /** Skips the test if the option asks for more. */
  static void require(String name, BsonValue value) {
    boolean given =
        switch (name) {
          case "defaultTransactionOptions" -> {
            require(value.asDocument());
            yield true;
          }
          case "readConcern", "readConcernLevel", "causalConsistency", "retryReads" -> true;
          case "retryWrites", "appName", "heartbeatFrequencyMS" -> true;
          case "w" -> isGiven(value);
          case "writeConcern" ->
              value.asDocument().size() == 1 && isGiven(value.asDocument().get("w"));
          case "readPreference" -> mode(value).equals("primary");
          default -> false;
        };
    if (!given) {
      throw new SkippedException("option " + name + ": " + value);
    }
  }

  private static boolean isGiven(BsonValue members) {
    return members.isString()
        ? members.asString().getValue().equals("majority")
        : members.asNumber().intValue() == 1;
  }

  private static String mode(BsonValue preference) {
    return preference.isString()
        ? preference.asString().getValue()
        : preference.asDocument().getString("mode").getValue();
  }
}
