/**
 * What happens when two writers meet. {@link org.duetdb.api.conflict.ConflictPolicy} is what a
 * statement does about an uncommitted rival; its {@code judge} is the one conflict rule of Duet, a
 * pure function from what was found ({@link org.duetdb.api.conflict.Rival} and staleness) and what
 * may be run again ({@link org.duetdb.api.conflict.RetryUnit}) to a {@link
 * org.duetdb.api.conflict.Verdict}. {@link org.duetdb.api.conflict.Conflict} is what errors and
 * views say of one meeting. The engine acts on verdicts; the two languages only pick different
 * defaults.
 */
package org.duetdb.api.conflict;
