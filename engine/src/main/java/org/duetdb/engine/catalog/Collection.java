package org.duetdb.engine.catalog;

import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;

/**
 * A collection as the engine runs it: what the catalog says of it, and its documents.
 *
 * @param id never used again, so that a dropped and created collection is another one
 * @param descriptor what the catalog says
 * @param rules what every document must satisfy
 * @param store its documents
 * @param writes those under way outside a transaction
 * @param key its key in the catalog
 * @param head its head in the catalog, where its claims are taken
 */
public record Collection(
    long id,
    CollectionDescriptor descriptor,
    ColumnRules rules,
    DocumentStore store,
    InFlight writes,
    DocumentKey key,
    Head head) {

  /** Returns {@code document} if it may be written. */
  public byte[] checked(byte[] document) {
    if (descriptor.isDeclared()) {
      rules.check(document, name());
    }
    return document;
  }

  /** Its name. */
  public String name() {
    return descriptor.namespace().toString();
  }
}
