package org.duetdb.sql.execute;

import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.sql.catalog.Properties;

/**
 * A sequence: a collection of one document, which holds the value to be drawn next. A value is
 * drawn by a statement of its own outside of every transaction, so that nobody waits for it and no
 * rollback gives it back.
 */
public final class Sequence {
  private static final int ID = 0;
  private static final String NEXT = "next";
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private Sequence() {}

  /** Creates one. */
  public static void create(StatementScope scope, Namespace name, long start, long increment) {
    scope.createCollection(
        CollectionDescriptor.schemaless(name)
            .withProperties(Map.of(Properties.SEQUENCE, Long.toString(increment))));
    scope.insert(new InsertOperation(name, List.of(document(start)), false, true));
  }

  /** Draws a value: returns the document before, see {@link #value}. */
  public static UpdateOperation draw(Namespace name, long increment) {
    return UpdateOperation.of(
            name,
            Access.key(DocumentKey.of(new BsonInt32(ID))),
            DocumentPredicate.ALWAYS,
            (document, ignored) -> document(Math.addExact(value(document), increment)),
            false)
        .returning(UpdateOperation.Returning.BEFORE);
  }

  /** The value that such a document holds. */
  public static long value(byte[] document) {
    return new RawBsonDocument(document).getInt64(NEXT).getValue();
  }

  private static byte[] document(long next) {
    var fields = new BsonDocument("_id", new BsonInt32(ID)).append(NEXT, new BsonInt64(next));
    var raw = new RawBsonDocument(fields, CODEC);
    byte[] bytes = new byte[raw.getByteBuffer().remaining()];
    raw.getByteBuffer().get(bytes);
    return bytes;
  }
}
