package org.duetdb.api.spi;

import java.util.List;

/**
 * What a delete did.
 *
 * @param deleted how many documents are gone
 * @param returned their last images, if asked for
 */
public record DeleteOutcome(long deleted, List<byte[]> returned) {}
