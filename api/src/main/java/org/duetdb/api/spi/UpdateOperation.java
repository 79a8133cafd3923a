package org.duetdb.api.spi;

import java.util.Comparator;
import java.util.Optional;
import org.duetdb.api.Namespace;

/**
 * A prepared update.
 *
 * @param namespace the collection
 * @param access which documents to look at
 * @param residual which of them to update; evaluated again on the newest version after every
 *     conflict
 * @param mutation what to make of each
 * @param multi whether all that match are updated, or the first
 * @param alwaysWrites whether an update that changes nothing writes a version all the same and so
 *     can conflict (SQL), or neither waits nor conflicts (documents)
 * @param order which is the first; only for a single update
 * @param upsert the document to insert when nothing matches
 * @param returning what to return of each updated document
 */
public record UpdateOperation(
    Namespace namespace,
    Access access,
    DocumentPredicate residual,
    DocumentMutation mutation,
    boolean multi,
    boolean alwaysWrites,
    Optional<Comparator<byte[]>> order,
    Optional<Upsert> upsert,
    Returning returning) {

  /** What an update or delete returns of the documents it wrote. */
  public enum Returning {
    NOTHING,
    BEFORE,
    AFTER
  }

  /**
   * Makes the document that an upsert inserts; its {@code _id} is drawn before the first attempt.
   */
  @FunctionalInterface
  public interface Upsert {
    byte[] document(Object[] parameters);
  }

  /** The document language's updateOne or updateMany. */
  public static UpdateOperation of(
      Namespace namespace,
      Access access,
      DocumentPredicate residual,
      DocumentMutation mutation,
      boolean multi) {
    return new UpdateOperation(
        namespace,
        access,
        residual,
        mutation,
        multi,
        false,
        Optional.empty(),
        Optional.empty(),
        Returning.NOTHING);
  }

  /** The same as SQL wants it: it writes a version also when nothing changes. */
  public UpdateOperation writingAlways() {
    return new UpdateOperation(
        namespace, access, residual, mutation, multi, true, order, upsert, returning);
  }

  public UpdateOperation withOrder(Comparator<byte[]> comparator) {
    return new UpdateOperation(
        namespace,
        access,
        residual,
        mutation,
        multi,
        alwaysWrites,
        Optional.of(comparator),
        upsert,
        returning);
  }

  /** The same with something else made of each document. */
  public UpdateOperation withMutation(DocumentMutation other) {
    return new UpdateOperation(
        namespace, access, residual, other, multi, alwaysWrites, order, upsert, returning);
  }

  public UpdateOperation withUpsert(Upsert source) {
    return new UpdateOperation(
        namespace,
        access,
        residual,
        mutation,
        multi,
        alwaysWrites,
        order,
        Optional.of(source),
        returning);
  }

  public UpdateOperation returning(Returning what) {
    return new UpdateOperation(
        namespace, access, residual, mutation, multi, alwaysWrites, order, upsert, what);
  }
}
