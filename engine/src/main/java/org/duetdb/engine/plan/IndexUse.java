package org.duetdb.engine.plan;

import java.util.List;
import org.duetdb.api.spi.IndexDescriptor;

/**
 * How an index is used, for explain.
 *
 * @param index which
 * @param multikey whether a document can have several keys in it
 * @param backward whether it is read from its end
 * @param bounds what is looked at of each path, as text
 */
public record IndexUse(
    IndexDescriptor index, boolean multikey, boolean backward, List<String> bounds) {}
