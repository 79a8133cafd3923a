package org.duetdb.engine.journal;

import java.util.List;
import org.duetdb.api.bson.DocumentKey;
import org.jspecify.annotations.Nullable;

/**
 * What one commit has changed, as after-images, in no particular order; changes of the catalog are
 * changes of its documents.
 *
 * @param changes one per document
 */
public record CommitRecord(List<Change> changes) {
  public CommitRecord {
    changes = List.copyOf(changes);
  }

  /**
   * One changed document.
   *
   * @param store the name of the store: the collection's name and id, or the catalog's
   * @param key the document's key
   * @param image its bytes after the commit; nobody may change them
   */
  public record Change(String store, DocumentKey key, Image image) {}

  /** The bytes of a document after the commit; none if it was deleted. */
  public static final class Image {
    private final byte @Nullable [] bytes;

    public Image(byte @Nullable [] bytes) {
      this.bytes = bytes;
    }

    /** The bytes; null for a deleted document. */
    public byte @Nullable [] bytes() {
      return bytes;
    }
  }
}
