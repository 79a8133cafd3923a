package org.duetdb.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Every named option of a deployment, with its default. Options are given in the URL ({@code
 * duet:mem:shop?transactionLifetime=60s}), as JDBC properties, or to {@link DeploymentOptions}.
 */
@SuppressWarnings("ImmutableEnumChecker") // a kind holds only a pure function
public enum DeploymentOption {
  /**
   * Whether the deployment ends with its last handle instead of living until shutdown or the JVM's
   * end.
   */
  CLOSE_WITH_LAST("closeWithLast", "false", Kind.BOOLEAN),
  /**
   * How old an explicit transaction may become, counted from its first statement; 0 means no limit.
   */
  TRANSACTION_LIFETIME("transactionLifetime", "60s", Kind.DURATION),
  /**
   * When an expired transaction is cancelled: {@code exact}, or {@code sweep} every half lifetime
   * as MongoDB does.
   */
  TRANSACTION_CANCEL("transactionCancel", "exact", Kind.word("exact", "sweep")),
  /**
   * How a waiting autocommit write looks again: woken ({@code notify}), or by one of MongoDB's
   * polling schedules.
   */
  CONFLICT_SCHEDULE("conflictSchedule", "notify", Kind.word(Kind.SCHEDULES)),
  /**
   * The same for inserts of documents, for which MongoDB has a schedule of its own ({@code
   * mongodb-adaptive}); {@code same} takes the one of {@link #CONFLICT_SCHEDULE}.
   */
  INSERT_SCHEDULE("insertSchedule", "same", Kind.word(Kind.SCHEDULES, "same")),
  /**
   * What happens when an autocommit write waits for a transaction of its own thread: {@code log} or
   * {@code fail}.
   */
  SELF_DEADLOCK("selfDeadlock", "log", Kind.word("log", "fail")),
  /** After how many restarts a SQL statement keeps its claims while it waits. */
  RESTARTS_BEFORE_CLAIMS("restartsBeforeClaims", "10", Kind.COUNT),
  /**
   * How many superseded versions one document may keep for open snapshots before the oldest is
   * cancelled.
   */
  RETAINED_VERSIONS("retainedVersions", "100000", Kind.COUNT),
  /** How many threads may wait at once. */
  MAX_WAITERS("maxWaiters", "10000", Kind.COUNT),
  /**
   * How long nobody may read from an open cursor outside a transaction before it is ended and its
   * snapshot given up, at the latest a quarter of that later; 0 means for ever.
   */
  CURSOR_TIMEOUT("cursorTimeout", "600s", Kind.DURATION),
  /**
   * How long nobody may use a session of the document language before its transaction is aborted
   * and its cursors end, at the latest a quarter of that later; 0 means for ever. The session can
   * be used again.
   */
  SESSION_TIMEOUT("sessionTimeout", "1800s", Kind.DURATION),
  /** How many transactions may be open at once. */
  MAX_OPEN_TRANSACTIONS("maxOpenTransactions", "10000", Kind.COUNT),
  /**
   * How many keys a SERIALIZABLE transaction may read one by one before its collections are tracked
   * as a whole.
   */
  TRACKED_KEYS("trackedKeys", "10000", Kind.COUNT),
  /** From when on an operation is slow, for profiler level 1. */
  SLOW_OPERATION("slowOperation", "100ms", Kind.DURATION),
  /** How many bytes a key in an index may have, encoded. */
  MAX_INDEX_KEY_BYTES("maxIndexKeyBytes", "8192", Kind.COUNT),
  /** How many documents a locking or writing statement may hold back before it is handed out. */
  MAX_RESULT_BYTES("maxResultBytes", "268435456", Kind.COUNT),
  /**
   * How many bytes of documents a sort, or one stage of a pipeline that must hold documents, may
   * hold.
   */
  STAGE_MEMORY("stageMemory", "104857600", Kind.COUNT),
  /**
   * How many bytes the sorts, hash tables and finished rows of one SQL statement may hold before it
   * fails with 53200.
   */
  SQL_MEMORY("sqlMemory", "268435456", Kind.COUNT),
  /** How many plans of SQL statements are kept for all connections together. */
  SQL_PLANS("sqlPlans", "1000", Kind.COUNT),
  /**
   * How often documents that have expired are looked for: a document goes at the first multiple of
   * this, counted from the deployment's start, at which it is old enough; 0 means never.
   */
  TTL_PERIOD("ttlPeriod", "60s", Kind.DURATION),
  /** How many bytes of documents {@code system.profile} of a database keeps. */
  PROFILE_BYTES("profileBytes", "1048576", Kind.COUNT);

  private final String optionName;
  private final String defaultValue;
  private final Kind kind;

  DeploymentOption(String optionName, String defaultValue, Kind kind) {
    this.optionName = optionName;
    this.defaultValue = defaultValue;
    this.kind = kind;
  }

  /** Its name in URLs and properties. */
  public String optionName() {
    return optionName;
  }

  /** Its value when nobody says otherwise. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Checks {@code text} and returns its normal form. */
  String normalize(String text) {
    try {
      return kind.normalize(text.trim());
    } catch (IllegalArgumentException wrong) {
      throw new DuetException(
          ErrorCode.INVALID_OPTIONS,
          "option " + optionName + " cannot be '" + text + "': it takes " + kind.description());
    }
  }

  /** The option of that name, without regard to case. */
  public static DeploymentOption named(String name) {
    for (var option : values()) {
      if (option.optionName.equalsIgnoreCase(name)) {
        return option;
      }
    }
    throw new DuetException(
        ErrorCode.INVALID_OPTIONS,
        "there is no option '"
            + name
            + "'; the options are "
            + String.join(", ", Arrays.stream(values()).map(o -> o.optionName).toList()));
  }

  static Duration duration(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
    }
    if (lower.endsWith("s")) {
      return Duration.ofSeconds(Long.parseLong(lower.substring(0, lower.length() - 1)));
    }
    return Duration.ofMillis(Long.parseLong(lower));
  }

  private record Kind(String description, UnaryOperator<String> check) {
    static final Kind BOOLEAN = word("true", "false");
    static final Kind COUNT =
        new Kind(
            "a whole number, not negative",
            text -> Long.toString(notNegative(Long.parseLong(text))));
    static final Kind DURATION =
        new Kind(
            "a duration such as 500ms or 60s; a bare number means milliseconds",
            text -> notNegative(duration(text).toMillis()) + "ms");

    static final String[] SCHEDULES = {
      "notify", "mongodb-8.0", "mongodb-jitter", "mongodb-exponential", "mongodb-adaptive"
    };

    static Kind word(String[] words, String more) {
      var all = Arrays.copyOf(words, words.length + 1);
      all[words.length] = more;
      return word(all);
    }

    static Kind word(String... words) {
      return new Kind(
          String.join(" or ", words),
          text -> {
            var lower = text.toLowerCase(Locale.ROOT);
            if (!Arrays.asList(words).contains(lower)) {
              throw new IllegalArgumentException(text);
            }
            return lower;
          });
    }

    private static long notNegative(long value) {
      if (value < 0) {
        throw new IllegalArgumentException(Long.toString(value));
      }
      return value;
    }

    String normalize(String text) {
      return check.apply(text);
    }
  }
}
