package org.duetdb.driver.url;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The options of one connection, beside those of its deployment. Where the option is a session
 * variable of SQL it has the variable's name, so that {@code ?lock_timeout=2000} and {@code SET
 * lock_timeout = 2000} mean the same.
 */
public enum ConnectionOption {
  /** Where unqualified table names are looked up. */
  SCHEMA("schema", "test", "the schema (database) in which unqualified names are looked up"),
  /** What a statement does when it meets an uncommitted rival. */
  CONFLICT_POLICY(
      "conflict_policy",
      "default",
      "what a statement does when it meets an uncommitted rival; default leaves it to the level",
      "default,wait,fail"),
  /** The bound of one wait for a rival. */
  LOCK_TIMEOUT(
      "lock_timeout", "0", "how long a statement waits for a rival, in milliseconds; 0 = no bound"),
  /** The bound of a whole statement. */
  STATEMENT_TIMEOUT(
      "statement_timeout", "0", "how long a statement may run, in milliseconds; 0 = no bound"),
  /** What an error does to the transaction around it. */
  ERROR_MODE(
      "error_mode",
      "statement",
      "whether an error undoes its statement only or aborts the transaction",
      "statement,transaction"),
  /** What is let pass that is probably a mistake. */
  CONFORMANCE(
      "conformance",
      "strict",
      "strict refuses what is probably a mistake; lenient takes it as SQLite does: the rightmost of"
          + " several assignments to a column, comparisons of types that are never equal, texts"
          + " of any length in columns declared VARCHAR(n)",
      "strict,lenient"),
  /** The level of the connection's transactions. */
  TRANSACTION_ISOLATION(
      "transaction_isolation",
      "READ COMMITTED",
      "the isolation level that the connection begins with",
      "READ UNCOMMITTED,READ COMMITTED,REPEATABLE READ,SERIALIZABLE"),
  /** The session's name in errors and views. */
  LABEL("label", "", "the connection's name in errors, views and statistics"),
  /** The same as {@link #LABEL}, under the name that JDBC's client information has for it. */
  APPLICATION_NAME("applicationName", "", "the same as label"),
  /** Accepted because {@code DriverManager} passes it; without effect. */
  USER("user", "", "accepted and without effect: an embedded database knows no users"),
  /** Accepted because {@code DriverManager} passes it; without effect. */
  PASSWORD("password", "", "accepted and without effect: an embedded database knows no users");

  private final String optionName;
  private final String defaultValue;
  private final String description;
  private final String choices;

  ConnectionOption(String optionName, String defaultValue, String description) {
    this(optionName, defaultValue, description, "");
  }

  ConnectionOption(String optionName, String defaultValue, String description, String choices) {
    this.optionName = optionName;
    this.defaultValue = defaultValue;
    this.description = description;
    this.choices = choices;
  }

  /** Its name in URLs and properties. */
  public String optionName() {
    return optionName;
  }

  /** Its value when nobody says otherwise. */
  public String defaultValue() {
    return defaultValue;
  }

  /** One line on what it does. */
  public String description() {
    return description;
  }

  /** The values it takes; empty if they cannot be listed. */
  public List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split(",", -1));
  }

  /** The option of that name, without regard to case. */
  public static Optional<ConnectionOption> named(String name) {
    return Arrays.stream(values())
        .filter(option -> option.optionName.equalsIgnoreCase(name))
        .findFirst();
  }
}
