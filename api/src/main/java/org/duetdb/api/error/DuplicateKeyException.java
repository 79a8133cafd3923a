package org.duetdb.api.error;

import org.bson.BsonDocument;

/** A document with the same unique key is committed: 11000. */
public final class DuplicateKeyException extends DuetException {
  private static final long serialVersionUID = 1L;

  private final transient BsonDocument keyPattern;
  private final transient BsonDocument keyValue;

  public DuplicateKeyException(String message, BsonDocument keyPattern, BsonDocument keyValue) {
    super(ErrorCode.DUPLICATE_KEY, message);
    this.keyPattern = keyPattern;
    this.keyValue = keyValue;
  }

  /** The index's keys, for example {@code {_id: 1}}. */
  public BsonDocument keyPattern() {
    return keyPattern;
  }

  /** The value that is there twice. */
  public BsonDocument keyValue() {
    return keyValue;
  }
}
