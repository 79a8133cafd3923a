package org.duetdb.tools.schedule;

import java.time.Duration;

/**
 * What a schedule says about itself.
 *
 * @param title a line for lists; the schedule's name if the file gives none
 * @param comment the comment at the top of the file, which defines what is shown
 * @param because one sentence on why the contenders differ; may be empty
 * @param pace how much time passes after each step
 * @param realLifetime how long a transaction's lifetime of {@link #LIFETIME} takes on engines that
 *     live in real time; the rest of their time passes as much faster
 * @param options options of the deployment, as in a Duet URL's query; may be empty
 */
public record Head(
    String title,
    String comment,
    String because,
    Duration pace,
    Duration realLifetime,
    String options) {
  /** The pace of a file that does not choose one: time counts the steps. */
  public static final Duration DEFAULT_PACE = Duration.ofMillis(1);

  /** How old a transaction may become, in a schedule's time. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  /** What that takes in real time in a file that does not choose. */
  public static final Duration DEFAULT_REAL_LIFETIME = Duration.ofSeconds(1);
}
