package org.duetdb.engine.catalog;

import org.duetdb.api.spi.IndexDescriptor;

/**
 * An index as the catalog names it.
 *
 * @param id its number, never used again: an index that was dropped and created is another one
 * @param descriptor what it is
 */
public record IndexDefinition(long id, IndexDescriptor descriptor) {}
