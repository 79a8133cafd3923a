package org.duetdb.document.update;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;

import java.time.Instant;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.filter.MatchPosition;

/**
 * One application of an update to one document: what modifiers may look at besides the value they
 * change.
 */
final class UpdateRun {
  private final byte[] source;
  private final Object[] parameters;
  private final MatchPosition position;
  private final boolean inserting;

  UpdateRun(byte[] source, Object[] parameters, MatchPosition position, boolean inserting) {
    this.source = source;
    this.parameters = parameters;
    this.position = position;
    this.inserting = inserting;
  }

  /** The document before the update. */
  byte[] source() {
    return source;
  }

  /** Whether the document is being built for an upsert, so that it has no identity yet. */
  boolean isInserting() {
    return inserting;
  }

  /** The index of the array element that the filter matched, for {@code $} in a path. */
  int matchedIndex() {
    int index = inserting ? -1 : position.find(source);
    if (index < 0) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "The positional operator did not find the match needed from the query.");
    }
    return index;
  }

  /** The time of the statement, drawn by the caller before the first attempt. */
  Instant now() {
    return (Instant) parameters[0];
  }

  /** The document's identity as messages show it: {@code {_id: 1}}. */
  String identity() {
    return "{" + idElement() + "}";
  }

  /** The document's identity as messages show it without braces: {@code _id: 1}. */
  String idElement() {
    long id = DocumentKey.slotOfId(source);
    return id == NO_SLOT ? "no id" : BsonText.ofElement("_id", source, id);
  }
}
