/**
 * A queue of jobs that several workers share. A worker locks a job that nobody else has locked,
 * works, and removes it, all in one transaction: a worker that dies leaves the job to the others.
 * {@link org.duetdb.samples.queue.DocumentQueue} does it with {@code findOneForUpdate} and the
 * policy SKIP, {@link org.duetdb.samples.queue.JdbcQueue} with {@code FOR UPDATE SKIP LOCKED}; both
 * at READ COMMITTED, where a job that was removed in the meantime is simply not found.
 */
package org.duetdb.samples.queue;
