package org.duetdb.sql;

import java.util.List;
import java.util.Optional;

/**
 * The end of an INSERT, UPDATE, DELETE or MERGE.
 *
 * @param count the rows inserted, or matched by the condition
 * @param generatedKeys the keys of inserted rows, if {@link ExecutionOptions#keys()} asked for
 *     them; already in memory
 * @param notices see {@link SqlResult#notices()}
 */
public record SqlCount(long count, Optional<SqlRows> generatedKeys, List<SqlNotice> notices)
    implements SqlResult {}
