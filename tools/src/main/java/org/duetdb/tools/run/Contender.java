package org.duetdb.tools.run;

import org.duetdb.tools.schedule.Schedule;

/** One way of running schedules: a language, a level, a conflict policy, an engine. */
public interface Contender {
  /** How users and expectations name it, for example {@code sql:rc}. */
  String key();

  /** The same in words. */
  String title();

  /** The same, with what of {@code schedule} matters to it. */
  default String title(Schedule schedule) {
    return title();
  }

  /** A fresh place, with nothing in it, to run one permutation of {@code schedule} in. */
  Arena open(Schedule schedule);
}
