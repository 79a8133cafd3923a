package org.duetdb.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.duetdb.api.Cursor;
import org.duetdb.api.FindQuery;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.document.projection.ProjectionCompiler;
import org.duetdb.document.sort.SortCompiler;

/** A query that has not run yet. */
final class Query<T> implements FindQuery<T> {
  private final Origin origin;
  private final Namespace namespace;
  private final Options options;
  private final BsonDocument filter;
  private final Function<byte[], T> decoder;
  private final FindSpec spec;

  Query(
      Origin origin,
      Namespace namespace,
      Options options,
      BsonDocument filter,
      Function<byte[], T> decoder,
      FindSpec spec) {
    this.origin = origin;
    this.namespace = namespace;
    this.options = options;
    this.filter = filter;
    this.decoder = decoder;
    this.spec = spec;
  }

  private Query<T> with(FindSpec changed) {
    return new Query<>(origin, namespace, options, filter, decoder, changed);
  }

  @Override
  public FindQuery<T> sort(Bson order) {
    return with(spec.withSort(BsonCodecs.document(order)));
  }

  @Override
  public FindQuery<T> skip(long count) {
    return with(spec.withSkip(notNegative("skip", count)));
  }

  @Override
  public FindQuery<T> limit(long count) {
    return with(spec.withLimit(notNegative("limit", count)));
  }

  private static long notNegative(String what, long count) {
    if (count < 0) {
      throw new DuetException(ErrorCode.BAD_VALUE, what + " cannot be negative: " + count);
    }
    return count;
  }

  @Override
  public FindQuery<T> projection(Bson fields) {
    return with(spec.withProjection(BsonCodecs.document(fields)));
  }

  @Override
  public Cursor<T> cursor() {
    var settings = options.settings("find", () -> Commands.find(namespace, filter));
    var documents = origin.statements().find(settings, operation(), Filters.NO_PARAMETERS);
    return new DecodingCursor<>(documents, decoder());
  }

  private FindOperation operation() {
    var find = Filters.find(namespace, filter).withSkip(spec.skip()).withLimit(spec.limit());
    return spec.sort().map(order -> find.withOrder(SortCompiler.compile(order))).orElse(find);
  }

  private Function<byte[], T> decoder() {
    return spec.projection()
        .map(fields -> decoder.compose(ProjectionCompiler.compile(fields)))
        .orElse(decoder);
  }

  @Override
  public Optional<T> first() {
    try (var cursor = with(spec.withLimit(1)).cursor()) {
      return cursor.hasNext() ? Optional.of(cursor.next()) : Optional.empty();
    }
  }

  @Override
  public List<T> toList() {
    var list = new ArrayList<T>();
    try (var cursor = cursor()) {
      cursor.forEachRemaining(list::add);
    }
    return list;
  }

  @Override
  public Stream<T> stream() {
    var cursor = cursor();
    var documents =
        Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(documents, false).onClose(cursor::close);
  }
}
