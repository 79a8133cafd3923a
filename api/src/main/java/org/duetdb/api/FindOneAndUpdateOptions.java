package org.duetdb.api;

import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * How findOneAndUpdate and findOneAndReplace run. Immutable.
 *
 * @param returnAfter whether the document is returned as it is afterwards instead of before
 * @param upsert whether a document is inserted when none matches
 * @param sort which document is the first
 * @param projection which fields are returned
 * @param arrayFilters the filters that {@code $[name]} refers to; a replacement has none
 */
public record FindOneAndUpdateOptions(
    boolean returnAfter,
    boolean upsert,
    Optional<Bson> sort,
    Optional<Bson> projection,
    List<Bson> arrayFilters) {
  /** The first that matches, returned as it was before. */
  public static final FindOneAndUpdateOptions DEFAULT =
      new FindOneAndUpdateOptions(false, false, Optional.empty(), Optional.empty(), List.of());

  public FindOneAndUpdateOptions {
    arrayFilters = List.copyOf(arrayFilters);
  }

  /** The same, returning the document as it is afterwards, or as it was before. */
  public FindOneAndUpdateOptions withReturnAfter(boolean after) {
    return new FindOneAndUpdateOptions(after, upsert, sort, projection, arrayFilters);
  }

  /** The same, inserting a document when none matches, or not. */
  public FindOneAndUpdateOptions withUpsert(boolean wanted) {
    return new FindOneAndUpdateOptions(returnAfter, wanted, sort, projection, arrayFilters);
  }

  /** The same for the first in this order. */
  public FindOneAndUpdateOptions withSort(Bson order) {
    return new FindOneAndUpdateOptions(
        returnAfter, upsert, Optional.of(order), projection, arrayFilters);
  }

  /** The same, returning some fields. */
  public FindOneAndUpdateOptions withProjection(Bson fields) {
    return new FindOneAndUpdateOptions(
        returnAfter, upsert, sort, Optional.of(fields), arrayFilters);
  }

  /** The same with filters for {@code $[name]}. */
  public FindOneAndUpdateOptions withArrayFilters(List<Bson> filters) {
    return new FindOneAndUpdateOptions(returnAfter, upsert, sort, projection, filters);
  }
}
