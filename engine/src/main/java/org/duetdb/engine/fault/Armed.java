package org.duetdb.engine.fault;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fail point that is on.
 *
 * @param skip how many that come by are let pass first
 * @param times how many are caught after that
 * @param namespace of which collection; all if empty
 * @param label of which session; all if empty
 * @param failure how a command fails; only for that fail point
 * @param passed how many have come by
 */
record Armed(
    long skip,
    long times,
    Optional<String> namespace,
    Optional<String> label,
    Optional<CommandFailure> failure,
    AtomicLong passed) {
  static final long ALWAYS = Long.MAX_VALUE;

  boolean isFor(String ofNamespace, String ofLabel) {
    return namespace.map(ofNamespace::equals).orElse(true)
        && label.map(ofLabel::equals).orElse(true);
  }

  /** Somebody comes by: whether it is caught. */
  boolean catches() {
    long before = passed.getAndIncrement();
    return before >= skip && before - skip < times;
  }

  /** Whether it would catch whoever comes by next. */
  boolean isOpen() {
    return passed.get() - skip < times;
  }

  /** How many it has caught. */
  long caught() {
    return Math.max(0, Math.min(passed.get() - skip, times));
  }
}
