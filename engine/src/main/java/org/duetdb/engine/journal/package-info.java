/**
 * The order of commits, and what is made of them before anybody sees them. A commit takes its place
 * in {@link org.duetdb.engine.journal.CommitQueue}; one committer hands the queue in that order to
 * the {@link org.duetdb.engine.journal.CommitSink}s, a group at a time, and then publishes: nobody
 * sees what a sink has not taken. Without sinks a commit is published directly, by whoever commits.
 */
package org.duetdb.engine.journal;
