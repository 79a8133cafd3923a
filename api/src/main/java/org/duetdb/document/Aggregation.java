package org.duetdb.document;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.duetdb.api.AggregateQuery;
import org.duetdb.api.Cursor;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.document.aggregate.CompiledPipeline;
import org.duetdb.document.aggregate.PipelineCompiler;

/** A pipeline that has not run yet. */
final class Aggregation<T> implements AggregateQuery<T> {
  private static final String COMMAND = "aggregate";

  private final Target target;
  private final List<BsonDocument> stages;
  private final Function<byte[], T> decoder;
  private final int batch;

  Aggregation(Target target, List<BsonDocument> stages, Function<byte[], T> decoder, int batch) {
    this.target = target;
    this.stages = stages;
    this.decoder = decoder;
    this.batch = batch;
  }

  private Aggregation<T> with(Options changed) {
    return new Aggregation<>(target.with(changed), stages, decoder, batch);
  }

  @Override
  public AggregateQuery<T> let(Bson variables) {
    return with(target.options().withLet(BsonCodecs.document(variables)));
  }

  @Override
  public AggregateQuery<T> comment(String text) {
    return with(target.options().withComment(text));
  }

  @Override
  public AggregateQuery<T> maxTime(Duration bound) {
    return with(target.options().withMaxTime(bound));
  }

  @Override
  public AggregateQuery<T> batchSize(int documents) {
    return new Aggregation<>(
        target, stages, decoder, (int) Query.notNegative("batchSize", documents));
  }

  @Override
  public Cursor<T> cursor() {
    var pipeline = target.prepare(COMMAND, this::compiled);
    var settings = target.settings(COMMAND, this::command);
    long seed = target.engine().chance().generator().nextLong();
    var results =
        outputs("$out") ? replaced(pipeline, settings, seed) : streamed(pipeline, settings, seed);
    var cursor = new DecodingCursor<>(results, decoder, batch);
    if (pipeline.writes()) {
      try (cursor) {
        cursor.forEachRemaining(none -> {}); // so that it has written before anybody asks
      }
    }
    return cursor;
  }

  private CompiledPipeline compiled() {
    target.refuseUnderCollation("a pipeline", true);
    var pipeline = PipelineCompiler.compile(stages, target.names());
    if (pipeline.writes() && target.origin().inTransaction()) {
      throw TransactionRules.stage(stages.get(stages.size() - 1).getFirstKey());
    }
    return pipeline;
  }

  private boolean outputs(String stage) {
    return !stages.isEmpty() && stages.get(stages.size() - 1).containsKey(stage);
  }

  /** One statement that reads and replaces; it may run again. */
  private PipelineCursor replaced(
      CompiledPipeline pipeline, StatementSettings settings, long seed) {
    var time = target.time();
    target
        .statements()
        .execute(
            settings,
            scope -> {
              var run = new PipelineRun(target, scope::find, Optional.of(scope), time, seed);
              return start(pipeline, run).hasNext();
            });
    return new PipelineCursor(target, List.<byte[]>of().iterator(), () -> {});
  }

  private PipelineCursor streamed(
      CompiledPipeline pipeline, StatementSettings settings, long seed) {
    var reader = target.statements().reader(settings);
    var run = new PipelineRun(target, reader::find, Optional.empty(), target.time(), seed);
    try {
      return new PipelineCursor(target, start(pipeline, run), reader::close);
    } catch (RuntimeException | Error failed) {
      reader.close();
      throw failed;
    }
  }

  private Iterator<byte[]> start(CompiledPipeline pipeline, PipelineRun run) {
    return pipeline.run(run.source(pipeline.filter()), run);
  }

  private BsonDocument command() {
    return Commands.aggregate(target.namespace(), new BsonArray(stages));
  }
}
