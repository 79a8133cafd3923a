package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.CompiledFilter.Equality;
import org.duetdb.document.update.Replacement;

/**
 * An update given as a pipeline of {@code $set}, {@code $unset}, {@code $project} and {@code
 * $replaceWith}. Immutable. One that {@linkplain #usesTime() uses the time} takes it as its first
 * parameter.
 */
public final class PipelineUpdate implements DocumentMutation {
  private final List<DocumentTransform> transforms;
  private final boolean usesTime;

  private PipelineUpdate(List<DocumentTransform> transforms, boolean usesTime) {
    this.transforms = transforms;
    this.usesTime = usesTime;
  }

  /** Compiles a pipeline whose expressions may name these variables. */
  public static PipelineUpdate compile(List<BsonDocument> pipeline, Names names) {
    List<DocumentTransform> transforms = new ArrayList<>();
    for (BsonDocument stage : pipeline) {
      Map.Entry<String, BsonValue> named = StageParser.single(stage);
      transforms.add(
          TransformStages.parse(named.getKey(), named.getValue(), names)
              .orElseThrow(() -> notAllowed(named.getKey())));
    }
    boolean usesTime = pipeline.stream().anyMatch(ExpressionCompiler::usesTime);
    return new PipelineUpdate(List.copyOf(transforms), usesTime);
  }

  private static DuetException notAllowed(String stage) {
    StageParser.requireKnown(stage);
    return new DuetException(
        ErrorCode.INVALID_OPTIONS, stage + " is not allowed to be used within an update");
  }

  /** Whether the update wants the time of the statement as its first parameter. */
  public boolean usesTime() {
    return usesTime;
  }

  @Override
  public byte[] apply(byte[] document, Object[] parameters) {
    return Replacement.successor(document, transformed(document, parameters));
  }

  /**
   * The document that an upsert inserts.
   *
   * @param equalities what the filter holds equal
   * @param id the {@code _id} if neither filter nor update says one
   * @param parameters as for {@link #apply}
   */
  public byte[] insert(List<Equality> equalities, BsonSlice id, Object[] parameters) {
    return Replacement.inserted(equalities, id, seed -> transformed(seed, parameters));
  }

  private byte[] transformed(byte[] document, Object[] parameters) {
    byte[] current = document;
    for (DocumentTransform transform : transforms) {
      current = transform.apply(current, parameters);
    }
    return current;
  }
}
