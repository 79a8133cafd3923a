package org.duetdb.document;

import org.bson.codecs.Codec;
import org.duetdb.api.bson.BsonCodecs;

/**
 * How documents are read and written as {@code T}.
 *
 * @param type the Java type
 * @param codec its codec
 */
record DocumentType<T>(Class<T> type, Codec<T> codec) {
  DocumentType(Class<T> type) {
    this(type, BsonCodecs.defaultRegistry().get(type));
  }

  byte[] encode(T value) {
    return BsonCodecs.encode(value, codec);
  }

  T decode(byte[] document) {
    return BsonCodecs.decode(document, codec);
  }
}
