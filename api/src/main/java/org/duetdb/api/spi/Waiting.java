package org.duetdb.api.spi;

import java.time.Instant;
import java.util.List;
import org.duetdb.api.conflict.Conflict;

/**
 * One session's wait.
 *
 * @param session the label of the session that waits
 * @param holders the labels of the sessions it waits for, in the order of their claims
 * @param since when the wait began
 * @param conflict what it waits for
 */
public record Waiting(String session, List<String> holders, Instant since, Conflict conflict) {}
