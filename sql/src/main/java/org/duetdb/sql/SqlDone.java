package org.duetdb.sql;

import java.util.List;

/**
 * The end of a statement that has neither rows nor a count: DDL, transaction control, settings.
 *
 * @param notices see {@link SqlResult#notices()}
 */
public record SqlDone(List<SqlNotice> notices) implements SqlResult {}
