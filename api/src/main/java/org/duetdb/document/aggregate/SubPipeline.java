package org.duetdb.document.aggregate;

import java.util.Iterator;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.document.expression.Names;

/** A pipeline inside a stage of another. */
final class SubPipeline {
  private final CompiledPipeline pipeline;
  private final DocumentPredicate filter;
  private final BsonDocument pushed;

  private SubPipeline(CompiledPipeline pipeline, DocumentPredicate filter, BsonDocument pushed) {
    this.pipeline = pipeline;
    this.filter = filter;
    this.pushed = pushed;
  }

  static SubPipeline of(List<BsonDocument> stages, Names names) {
    CompiledPipeline pipeline = PipelineCompiler.compile(stages, names);
    DocumentPredicate filter = FlowStages.predicate(pipeline.filter(), names);
    return namesVariable(pipeline.filter())
        ? new SubPipeline(pipeline, filter, new BsonDocument())
        : new SubPipeline(pipeline, filter, pipeline.filter());
  }

  /** Runs over documents of which any may come. */
  Iterator<byte[]> runOver(Iterator<byte[]> input, PipelineContext context) {
    return pipeline.run(FlowStages.matching(input, filter, context), context);
  }

  /**
   * Runs over a collection. A filter with variables is tested here, because only here they are
   * known.
   */
  Iterator<byte[]> runOn(String collection, PipelineContext context) {
    return runOver(context.find(collection, pushed), context);
  }

  private static boolean namesVariable(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING -> value.asString().getValue().startsWith("$$");
      case DOCUMENT -> value.asDocument().values().stream().anyMatch(SubPipeline::namesVariable);
      case ARRAY -> value.asArray().stream().anyMatch(SubPipeline::namesVariable);
      default -> false;
    };
  }
}
