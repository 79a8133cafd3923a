package org.duetdb.document;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.duetdb.api.Cursor;
import org.duetdb.api.FindQuery;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Explanation;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexHint;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.filter.MatchPosition;
import org.duetdb.document.projection.CompiledProjection;
import org.duetdb.document.projection.ProjectionCompiler;

/** A query that has not run yet. */
final class Query<T> implements FindQuery<T> {
  /** What is refused under a collation. */
  static final String COMPARING_PROJECTION = "a projection with conditions or expressions";

  private final Target target;
  private final BsonDocument filter;
  private final Function<byte[], T> decoder;
  private final FindSpec spec;

  Query(Target target, BsonDocument filter, Function<byte[], T> decoder, FindSpec spec) {
    this.target = target;
    this.filter = filter;
    this.decoder = decoder;
    this.spec = spec;
  }

  private Query<T> with(FindSpec changed) {
    return new Query<>(target, filter, decoder, changed);
  }

  private Query<T> with(Options changed) {
    return new Query<>(target.with(changed), filter, decoder, spec);
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

  static long notNegative(String what, long count) {
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
  public FindQuery<T> batchSize(int documents) {
    return with(spec.withBatch((int) notNegative("batchSize", documents)));
  }

  @Override
  public FindQuery<T> let(Bson variables) {
    return with(target.options().withLet(BsonCodecs.document(variables)));
  }

  @Override
  public FindQuery<T> comment(String text) {
    return with(target.options().withComment(text));
  }

  @Override
  public FindQuery<T> maxTime(Duration bound) {
    return with(target.options().withMaxTime(bound));
  }

  @Override
  public FindQuery<T> hint(Bson index) {
    return with(target.options().withHint(Optional.of(IndexHint.of(BsonCodecs.document(index)))));
  }

  @Override
  public FindQuery<T> hint(String indexName) {
    return with(target.options().withHint(Optional.of(IndexHint.named(indexName))));
  }

  @Override
  public Document explain() {
    return ExplainText.of(target.namespace(), filter, spec, explained(this::compiled));
  }

  @Override
  public Document explainCount() {
    return ExplainText.ofCount(target.namespace(), filter, spec, explained(this::counted));
  }

  private Explanation explained(Supplier<Compiled<T>> compiled) {
    var prepared = target.prepare("explain", compiled);
    return target
        .statements()
        .execute(
            target.settings("explain", this::command),
            scope -> scope.explain(prepared.operation, prepared.parameters));
  }

  @Override
  public Cursor<T> cursor() {
    var prepared = target.prepare("find", this::compiled);
    var documents =
        target
            .statements()
            .find(target.settings("find", this::command), prepared.operation, prepared.parameters);
    return new DecodingCursor<>(documents, prepared.decoder, spec.batch());
  }

  @Override
  public long count() {
    var prepared = target.prepare("aggregate", this::counted);
    var settings = target.settings("aggregate", this::command);
    long count = 0;
    try (var cursor = target.statements().find(settings, prepared.operation, prepared.parameters)) {
      while (cursor.next() != null) {
        count++;
      }
    }
    return count;
  }

  @Override
  public Optional<T> first() {
    try (var cursor = with(spec.withLimit(1)).cursor()) {
      return cursor.hasNext() ? Optional.of(cursor.next()) : Optional.empty();
    }
  }

  private BsonDocument command() {
    var command = Commands.find(target.namespace(), filter);
    spec.sort().ifPresent(order -> command.append("sort", order));
    spec.projection().ifPresent(fields -> command.append("projection", fields));
    return command;
  }

  /** The query as it crosses to the engine, and how its documents are read. */
  private record Compiled<T>(
      FindOperation operation, Object[] parameters, Function<byte[], T> decoder) {}

  /** The same without what does not change the number of documents. */
  private Compiled<T> counted() {
    var matching = CollectionFilter.of(target, filter);
    var find = matching.find().withSkip(spec.skip()).withLimit(spec.limit());
    return new Compiled<>(find.counting(), matching.parameters(), decoder);
  }

  private Compiled<T> compiled() {
    var matching = CollectionFilter.of(target, filter);
    var find = matching.find().withSkip(spec.skip()).withLimit(spec.limit());
    var ordered = spec.sort().map(order -> find.withOrder(target.order(order))).orElse(find);
    return new Compiled<>(ordered, matching.parameters(), decoder());
  }

  /** Whether a projection compares values. */
  static boolean comparesIn(BsonDocument fields) {
    return fields.entrySet().stream()
        .anyMatch(
            field ->
                field.getKey().endsWith(".$")
                    || (field.getValue().isDocument()
                        && !field.getValue().asDocument().containsKey("$slice")));
  }

  private Function<byte[], T> decoder() {
    if (spec.projection().isEmpty()) {
      return decoder;
    }
    var fields = spec.projection().get();
    target.refuseUnderCollation(COMPARING_PROJECTION, comparesIn(fields));
    var projection = ProjectionCompiler.compile(fields, target.names(), position(fields));
    var parameters = projection.usesTime() ? target.time() : CollectionFilter.NO_PARAMETERS;
    return document -> decoder.apply(projected(projection, document, parameters));
  }

  private byte[] projected(CompiledProjection projection, byte[] document, Object[] parameters) {
    try {
      return projection.apply(document, parameters);
    } catch (DuetException failure) {
      throw target.failed("find", failure);
    }
  }

  /** Only a projection that says {@code $} in a path needs to know which array element matched. */
  private MatchPosition position(BsonDocument fields) {
    return fields.keySet().stream().anyMatch(path -> path.endsWith(".$"))
        ? FilterCompiler.position(filter, target.names())
        : MatchPosition.NONE;
  }
}
