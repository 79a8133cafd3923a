package org.duetdb.tools.run;

/**
 * That a step's statement, or its whole transaction, was tried again, some times in a row with the
 * same pause.
 *
 * @param at when the first of these attempts began
 * @param because what was in the way of the attempt before, in words
 * @param times how many attempts
 * @param pauseMillis how long each of them waited first
 * @param woken whether it waited until it was woken; else for a time that its schedule chose
 * @param ofTransaction whether the whole transaction was run again, by {@code withTransaction}
 */
public record Retry(
    Moment at, String because, int times, long pauseMillis, boolean woken, boolean ofTransaction) {
  /** Both as one, if the other follows and is of the same kind. */
  boolean isAs(Retry other) {
    return pauseMillis == other.pauseMillis
        && woken == other.woken
        && ofTransaction == other.ofTransaction
        && because.equals(other.because);
  }

  Retry plus(int more) {
    return new Retry(at, because, times + more, pauseMillis, woken, ofTransaction);
  }
}
