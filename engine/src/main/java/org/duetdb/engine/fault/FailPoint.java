package org.duetdb.engine.fault;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** The fail points that there are, by MongoDB's names. */
public enum FailPoint {
  /** The next claim on a document meets a write conflict that nobody has caused. */
  WRITE_CONFLICT("WTWriteConflictException"),
  /** A write outside a transaction fails with 112 where it would wait or run again. */
  SKIP_RETRIES("skipWriteConflictRetries"),
  /** A write that must wait hangs before it does, as long as the fail point is on. */
  HANG("planExecutorHangBeforeLogAndBackoff"),
  /** The same for an update or delete by {@code _id} outside a transaction. */
  HANG_EXPRESS("expressExecutorHangBeforeLogAndBackoff"),
  /** A commit of the document language fails, or is done and fails all the same. */
  COMMAND("failCommand");

  private final String commandName;

  FailPoint(String commandName) {
    this.commandName = commandName;
  }

  /** Its name in commands and errors. */
  public String commandName() {
    return commandName;
  }

  /** The fail point of that name. */
  static FailPoint named(String name) {
    for (var point : values()) {
      if (point.commandName.equals(name)) {
        return point;
      }
    }
    throw new DuetException(
        ErrorCode.BAD_VALUE, "there is no fail point '" + name + "'; nothing was changed");
  }
}
