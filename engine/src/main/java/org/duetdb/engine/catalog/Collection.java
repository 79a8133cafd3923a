package org.duetdb.engine.catalog;

import java.util.List;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;

/**
 * A collection as the engine runs it: what one entry of the catalog says of it, and its documents.
 * Entries that differ in their indexes share the documents.
 *
 * @param id the entry's, never used again
 * @param descriptor what the catalog says
 * @param indexes its secondary indexes, as in the descriptor
 * @param rules what every document must satisfy
 * @param store its documents
 * @param writes those under way outside a transaction
 * @param entry the entry's bytes
 * @param key its key in the catalog
 * @param head its head in the catalog, where its claims are taken
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to the bytes
public record Collection(
    long id,
    CollectionDescriptor descriptor,
    List<IndexDefinition> indexes,
    ColumnRules rules,
    DocumentStore store,
    InFlight writes,
    byte[] entry,
    DocumentKey key,
    Head head) {

  /** The same documents with other indexes, as entry {@code newId} says. */
  Collection with(long newId, List<IndexDefinition> changed) {
    var said = descriptor.withIndexes(changed.stream().map(IndexDefinition::descriptor).toList());
    var bytes = CatalogEntry.encode(newId, said);
    return new Collection(
        newId, said, List.copyOf(changed), rules, store, writes, bytes, key, head);
  }

  /** The same documents under another description, as entry {@code newId} says. */
  Collection with(long newId, CollectionDescriptor changed) {
    var said = changed.withIndexes(descriptor.indexes());
    var bytes = CatalogEntry.encode(newId, said);
    return new Collection(
        newId, said, indexes, ColumnRules.of(said), store, writes, bytes, key, head);
  }

  /**
   * Fails if it is a view, which has no documents of its own.
   *
   * @throws DuetException 166
   */
  public void requireDocuments() {
    if (descriptor.isView()) {
      throw new DuetException(
          ErrorCode.COMMAND_NOT_SUPPORTED_ON_VIEW,
          name() + " is a view of SQL and holds no documents; query it by SQL");
    }
  }

  /** Whether one of its secondary indexes is unique. */
  public boolean isUnique() {
    for (var index : indexes) {
      if (index.descriptor().unique()) {
        return true;
      }
    }
    return false;
  }

  /** Returns {@code document} if it may be written. */
  public byte[] checked(byte[] document) {
    requireDocuments();
    if (descriptor.isDeclared()) {
      rules.check(document, name());
    }
    return document;
  }

  /** Its name. */
  public Namespace namespace() {
    return descriptor.namespace();
  }

  /** Its name in words, made anew. */
  public String name() {
    return namespace().toString();
  }
}
