package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;

/**
 * Compiles MongoDB's aggregation pipelines. The {@code $match} stages at the begin are left to the
 * caller, who has indexes and keys for them; everything else becomes a function over the documents
 * that match.
 */
public final class PipelineCompiler {
  private PipelineCompiler() {}

  /** Compiles a pipeline without variables. */
  public static CompiledPipeline compile(List<BsonDocument> pipeline) {
    return compile(pipeline, Names.NONE);
  }

  /** Compiles a pipeline whose expressions may name these variables. */
  public static CompiledPipeline compile(List<BsonDocument> pipeline, Names names) {
    requireOutputLast(pipeline);
    int first = 0;
    List<BsonDocument> filters = new ArrayList<>();
    while (first < pipeline.size() && isMatch(pipeline.get(first))) {
      filters.add(FlowStages.filter(StageParser.single(pipeline.get(first++)).getValue()));
    }
    List<Stage> stages = new ArrayList<>();
    for (BsonDocument stage : pipeline.subList(first, pipeline.size())) {
      Map.Entry<String, BsonValue> named = StageParser.single(stage);
      stages.add(StageParser.parse(named.getKey(), named.getValue(), names));
    }
    return new CompiledPipeline(
        conjunction(filters),
        List.copyOf(stages),
        !pipeline.isEmpty() && isOutput(pipeline.get(pipeline.size() - 1)),
        pipeline.stream().anyMatch(ExpressionCompiler::usesTime));
  }

  /** The pipeline that is the argument of a stage. */
  static List<BsonDocument> nested(String stage, BsonValue argument) {
    if (!argument.isArray()) {
      throw new DuetException(
          ErrorCode.TYPE_MISMATCH,
          "'pipeline' option of " + stage + " must be specified as an array");
    }
    List<BsonDocument> stages = new ArrayList<>();
    for (BsonValue value : argument.asArray()) {
      if (!value.isDocument()) {
        throw new DuetException(
            ErrorCode.TYPE_MISMATCH, "Each element of the 'pipeline' array must be an object");
      }
      if (isOutput(value.asDocument())) {
        String name = value.asDocument().getFirstKey();
        throw DuetException.located(
            stage.equals("$facet") ? 40600 : 51047,
            name + " is not allowed to be used within a " + stage + " stage");
      }
      stages.add(value.asDocument());
    }
    return stages;
  }

  private static BsonDocument conjunction(List<BsonDocument> filters) {
    return switch (filters.size()) {
      case 0 -> new BsonDocument();
      case 1 -> filters.get(0);
      default -> new BsonDocument("$and", new BsonArray(filters));
    };
  }

  private static boolean isMatch(BsonDocument stage) {
    return StageParser.single(stage).getKey().equals("$match");
  }

  private static boolean isOutput(BsonDocument stage) {
    String name = StageParser.single(stage).getKey();
    return name.equals("$out") || name.equals("$merge");
  }

  private static void requireOutputLast(List<BsonDocument> pipeline) {
    for (int i = 0; i < pipeline.size() - 1; i++) {
      if (isOutput(pipeline.get(i))) {
        throw DuetException.located(
            40601, pipeline.get(i).getFirstKey() + " can only be the final stage in the pipeline");
      }
    }
  }
}
