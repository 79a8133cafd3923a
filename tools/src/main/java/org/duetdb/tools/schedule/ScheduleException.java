package org.duetdb.tools.schedule;

/**
 * A schedule file that cannot be understood. The message names the file, the place and the fault.
 */
public final class ScheduleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Position position;

  ScheduleException(String source, Position position, String fault) {
    super(source + ":" + position.line() + ":" + position.column() + ": " + fault);
    this.position = position;
  }

  /** Where the fault is. */
  public Position position() {
    return position;
  }
}
