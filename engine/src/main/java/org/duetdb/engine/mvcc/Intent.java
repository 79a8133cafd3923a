package org.duetdb.engine.mvcc;

import org.jspecify.annotations.Nullable;

/**
 * A lock intent: a claim without a version. Readers, snapshots and pruning ignore it; it makes no
 * snapshot stale.
 *
 * @param holder whose it is
 * @param statement the statement that took it
 * @param exclusive whether no other may have one beside it
 * @param readersToo whether readers are kept out too, which only a lock on a whole collection does
 * @param next the next on the same head, newest first
 */
public record Intent(
    Writer holder, int statement, boolean exclusive, boolean readersToo, @Nullable Intent next) {
  /**
   * The list without the intents of {@code writer} from {@code statement} on, and without dead
   * ones.
   */
  static @Nullable Intent without(@Nullable Intent list, Writer writer, int statement) {
    if (list == null) {
      return null;
    }
    var rest = without(list.next, writer, statement);
    boolean goes =
        (list.holder == writer && list.statement >= statement)
            || (list.holder != writer && !list.holder.isLive());
    if (goes) {
      return rest;
    }
    return rest == list.next
        ? list
        : new Intent(list.holder, list.statement, list.exclusive, list.readersToo, rest);
  }

  /** Whether {@code writer} has one in the list that is at least as strong. */
  public static boolean isHeld(@Nullable Intent list, Writer writer, boolean exclusive) {
    for (var intent = list; intent != null; intent = intent.next) {
      if (intent.holder == writer && (intent.exclusive || !exclusive)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code writer} has one in the list that keeps readers out. */
  public static boolean keepsReadersOut(@Nullable Intent list, Writer writer) {
    for (var intent = list; intent != null; intent = intent.next) {
      if (intent.holder == writer && intent.readersToo) {
        return true;
      }
    }
    return false;
  }

  /** The first live holder other than {@code reader} that keeps readers out; null if none. */
  public static @Nullable Writer rivalOfReader(@Nullable Intent list, @Nullable Writer reader) {
    for (var intent = list; intent != null; intent = intent.next) {
      if (intent.readersToo && intent.holder != reader && intent.holder.isLive()) {
        return intent.holder;
      }
    }
    return null;
  }

  /**
   * The first live holder other than {@code writer} whose intent keeps out the one wanted; null if
   * none.
   */
  public static @Nullable Writer rival(
      @Nullable Intent list, @Nullable Writer writer, boolean exclusive) {
    for (var intent = list; intent != null; intent = intent.next) {
      if (intent.holder != writer && (intent.exclusive || exclusive) && intent.holder.isLive()) {
        return intent.holder;
      }
    }
    return null;
  }
}
