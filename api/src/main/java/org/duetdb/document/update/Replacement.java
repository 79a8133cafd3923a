package org.duetdb.document.update;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.NewDocument;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.document.filter.CompiledFilter.Equality;

/**
 * An update that replaces all of a document but its {@code _id}. A replacement may repeat the
 * {@code _id}; another one is refused. Immutable.
 */
public final class Replacement implements DocumentMutation {
  private static final byte[] ID = {'_', 'i', 'd'};
  private static final Object[] NO_PARAMETERS = {};

  private final byte[] replacement;
  private final long id;

  private Replacement(byte[] replacement) {
    this.replacement = replacement;
    this.id = DocumentKey.slotOfId(replacement);
  }

  /** A replacement by this document. */
  public static Replacement of(BsonDocument document) {
    return of(BsonCodecs.encode(document));
  }

  /** A replacement by this encoded document. */
  public static Replacement of(byte[] document) {
    UpdatePaths.requireNoDollarFields(document);
    return new Replacement(document);
  }

  @Override
  public byte[] apply(byte[] document, Object[] parameters) {
    byte[] next = withId(document, DocumentKey.slotOfId(document));
    return Arrays.equals(document, next) ? document : DocumentLimits.check(next);
  }

  /**
   * The document that an upsert inserts.
   *
   * @param equalities what the filter holds equal, of which only {@code _id} counts
   * @param generated the {@code _id} if neither filter nor replacement says one
   */
  public byte[] insert(List<Equality> equalities, BsonSlice generated) {
    byte[] seed =
        UpsertSeed.of(
            equalities.stream().filter(e -> e.path().component(0).equals("_id")).toList());
    long seedId = DocumentKey.slotOfId(seed);
    byte[] document = seedId == BsonBytes.NO_SLOT ? replacement : withId(seed, seedId);
    return NewDocument.upserted(document, generated);
  }

  /**
   * What becomes of a document by an update that has made another of it: that one with the
   * document's {@code _id}, which must not have changed; the same array if nothing changed.
   */
  public static byte[] successor(byte[] document, byte[] next) {
    return new Replacement(next).apply(document, NO_PARAMETERS);
  }

  /** What an upsert inserts by an update that changes the document its filter describes. */
  public static byte[] inserted(
      List<Equality> equalities, BsonSlice generated, UnaryOperator<byte[]> update) {
    byte[] seed = UpsertSeed.of(equalities);
    byte[] updated = update.apply(seed);
    boolean hasId = DocumentKey.slotOfId(seed) != BsonBytes.NO_SLOT;
    byte[] document =
        hasId ? new Replacement(updated).withId(seed, DocumentKey.slotOfId(seed)) : updated;
    return NewDocument.upserted(document, generated);
  }

  private byte[] withId(byte[] owner, long ownId) {
    if (id != BsonBytes.NO_SLOT && !BsonOrder.equal(replacement, id, owner, ownId)) {
      throw Immutable.altered(BsonSlice.of(replacement, id));
    }
    BsonSink sink = new BsonSink(replacement.length + BsonBytes.size(owner, ownId) + 5);
    int start = sink.beginDocument();
    sink.field(ID, owner, ownId);
    int first = BsonBytes.firstElement(0);
    int end = replacement.length - 1;
    if (id == BsonBytes.NO_SLOT) {
      sink.copy(replacement, first, end);
    } else {
      int element = BsonBytes.offset(id) - ID.length - 2;
      sink.copy(replacement, first, element);
      sink.copy(
          replacement, BsonBytes.skip(replacement, BsonBytes.type(id), BsonBytes.offset(id)), end);
    }
    sink.endDocument(start);
    return sink.toBytes();
  }
}
