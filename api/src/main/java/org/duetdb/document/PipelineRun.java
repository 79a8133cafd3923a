package org.duetdb.document;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bson.BsonDocument;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.document.aggregate.PipelineContext;

/**
 * The world of one run of a pipeline: collections in one snapshot, the deployment's clock and
 * chance, and places to write to.
 *
 * <p>What {@code $out} does is one statement, all or nothing, in the scope that the pipeline also
 * reads in. What {@code $merge} does is atomic per document, as {@code updateOne} is.
 */
final class PipelineRun implements PipelineContext {
  private final Target target;
  private final Reads reads;
  private final Optional<StatementScope> scope;
  private final Object[] parameters;
  private final RandomGenerator random;
  private boolean mergesUniquely;

  /** Opens cursors in the pipeline's snapshot. */
  @FunctionalInterface
  interface Reads {
    DocumentCursor find(FindOperation operation, Object[] parameters);
  }

  /**
   * @param scope where {@code $out} writes
   * @param parameters the time of the statement
   * @param seed what {@code $sample} draws from
   */
  PipelineRun(
      Target target, Reads reads, Optional<StatementScope> scope, Object[] parameters, long seed) {
    this.target = target;
    this.reads = reads;
    this.scope = scope;
    this.parameters = parameters;
    random = new SplittableRandom(seed);
  }

  @Override
  public Object[] parameters() {
    return parameters;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public BsonSlice newId() {
    return Ids.draw(target.engine().chance());
  }

  @Override
  public long memoryLimit() {
    return target.engine().options().count(DeploymentOption.STAGE_MEMORY);
  }

  @Override
  public Iterator<byte[]> find(String collection, BsonDocument filter) {
    var from = new Namespace(target.namespace().database(), collection);
    if (target.origin().inTransaction()) {
      TransactionRules.check("aggregate", from);
    }
    return find(new Target(target.origin(), from, unhinted()), filter);
  }

  /** The documents that the pipeline begins with; only they are found as a hint says. */
  Iterator<byte[]> source(BsonDocument filter) {
    return find(target, filter);
  }

  private Iterator<byte[]> find(Target from, BsonDocument filter) {
    var found = reads.find(CollectionFilter.of(from, filter).find(), parameters);
    return new DecodingCursor<>(found, Function.identity(), 0);
  }

  private Options unhinted() {
    return target.options().withHint(Optional.empty());
  }

  private Namespace namespace(OutputTarget output) {
    return new Namespace(
        output.database().orElse(target.namespace().database()), output.collection());
  }

  @Override
  public void replaceCollection(OutputTarget output, Iterator<byte[]> documents) {
    var held = held(documents);
    var statement = scope.orElseThrow();
    var into = namespace(output);
    if (statement.collection(into).isPresent()) {
      statement.delete(
          DeleteOperation.of(into, Access.ALL, DocumentPredicate.ALWAYS, true), parameters);
    }
    statement.insert(new InsertOperation(into, held, true, true));
  }

  private List<byte[]> held(Iterator<byte[]> documents) {
    long limit = target.engine().options().count(DeploymentOption.MAX_RESULT_BYTES);
    var held = new ArrayList<byte[]>();
    long bytes = 0;
    while (documents.hasNext()) {
      var document = Ids.ensure(documents.next(), target.engine().chance());
      bytes += document.length;
      if (bytes > limit) {
        throw new DuetException(
            ErrorCode.EXCEEDED_MEMORY_LIMIT,
            "$out would hold more than "
                + limit
                + " bytes (option maxResultBytes); nothing has been written");
      }
      held.add(document);
    }
    return held;
  }

  /**
   * Merging finds at most one document: {@code _id}, or the keys of a unique index that has every
   * document.
   */
  private void requireUnique(Target into, Set<String> fields) {
    if (mergesUniquely || fields.equals(Set.of("_id"))) {
      return;
    }
    var settings = into.settings("listIndexes", BsonDocument::new);
    var indexes =
        into.statements()
            .execute(settings, scope -> scope.collection(into.namespace()))
            .map(CollectionDescriptor::indexes)
            .orElse(List.of());
    mergesUniquely =
        indexes.stream()
            .filter(index -> index.unique() && index.partial().isEmpty())
            .anyMatch(index -> index.keyPattern().keySet().equals(fields));
    if (!mergesUniquely) {
      throw DuetException.located(
          51183, "Cannot find index to verify that join fields will be unique");
    }
  }

  @Override
  public boolean merge(
      OutputTarget output,
      BsonDocument filter,
      DocumentMutation whenMatched,
      Optional<byte[]> whenNotMatched) {
    var into = new Target(target.origin(), namespace(output), unhinted());
    requireUnique(into, filter.keySet());
    var matching = CollectionFilter.of(into, filter);
    DocumentMutation checked =
        (document, given) -> {
          var next = whenMatched.apply(document, given);
          return next == document ? document : DocumentLimits.check(next);
        };
    var operation =
        UpdateOperation.of(
            into.namespace(), matching.access(), matching.residual(), checked, false);
    var settings = into.settings("update", () -> Commands.find(into.namespace(), filter));
    var outcome =
        into.statements()
            .update(
                settings,
                whenNotMatched.map(d -> operation.withUpsert(given -> d)).orElse(operation),
                parameters);
    return outcome.matched() > 0;
  }
}
