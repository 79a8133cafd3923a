/**
 * Running schedules. A {@link org.duetdb.tools.run.Contender} is one way of running them: the
 * document API, or SQL at a level. {@link org.duetdb.tools.run.ScheduleRunner} plays one
 * permutation against one contender in a private deployment whose time is virtual, and records a
 * {@link org.duetdb.tools.run.Trace}; {@link org.duetdb.tools.run.Comparison} does that for every
 * permutation and contender and holds the traces against the schedule's expectations.
 *
 * <p>The runner never sleeps. After each step it lets the engine come to rest and asks whether the
 * step has ended or its session waits, and for whom. So the same schedule gives the same trace
 * every time. The trace is the only source of every report, and what a test asserts:
 *
 * <pre>{@code
 * var schedule = ScheduleReader.read(Path.of("queue.spec"));
 * var comparison = Comparison.of(schedule, List.of(Contenders.named("sql:rc").orElseThrow()));
 * assertThat(comparison.differences()).isEmpty();
 * }</pre>
 */
package org.duetdb.tools.run;
