/**
 * What happens when two writers meet at a head. {@link org.duetdb.engine.conflict.Meeting}
 * establishes the facts: is there a rival, am I stale. {@code ConflictPolicy.judge} of the API
 * turns them into a verdict. {@link org.duetdb.engine.conflict.WaitQueues} holds those whose
 * verdict is to wait: one queue per head, served in order, newcomers behind; it finds a cycle of
 * waits at the moment it closes. {@link org.duetdb.engine.conflict.Refusal} words the errors.
 *
 * <p>One lock guards all queues; nobody holds it while waiting, and nobody takes it who does not
 * wait or is not waited for.
 */
package org.duetdb.engine.conflict;
