package org.duetdb.document.projection;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Scope;
import org.duetdb.document.filter.MatchPosition;
import org.duetdb.document.projection.CompiledProjection.Step;
import org.duetdb.document.projection.ProjectedField.Computed;
import org.duetdb.document.projection.ProjectedField.Excluded;
import org.duetdb.document.projection.ProjectedField.FirstMatch;
import org.duetdb.document.projection.ProjectedField.Included;
import org.duetdb.document.projection.ProjectedField.Positional;
import org.duetdb.document.projection.ProjectedField.Sliced;
import org.duetdb.document.projection.ProjectionNode.Role;
import org.duetdb.document.projection.ProjectionParser.Dialect;

/**
 * Compiles MongoDB's projections to functions over the bytes of a document: the fields to keep and
 * to compute, or the fields to leave out; {@code _id} is kept unless it is left out by name.
 */
public final class ProjectionCompiler {
  private static final String ID = "_id";

  private final List<ProjectedField> fields;
  private final boolean inclusive;

  private ProjectionCompiler(List<ProjectedField> fields) {
    this.fields = fields;
    this.inclusive = isInclusive(fields);
  }

  /** Compiles the projection of a query; an empty one keeps the document as it is. */
  public static CompiledProjection compile(BsonDocument projection) {
    return compile(projection, Names.NONE, MatchPosition.NONE);
  }

  /**
   * Compiles the projection of a query.
   *
   * @param names the variables that expressions may name
   * @param position what {@code $} at the end of a path means: the position of the query's filter
   */
  public static CompiledProjection compile(
      BsonDocument projection, Names names, MatchPosition position) {
    List<ProjectedField> fields = ProjectionParser.parse(projection, names, Dialect.FIND);
    return new ProjectionCompiler(fields)
        .compile(position, ExpressionCompiler.usesTime(projection));
  }

  /** Compiles the projection of a pipeline. */
  public static CompiledProjection compileStage(BsonDocument projection, Names names) {
    List<ProjectedField> fields = ProjectionParser.parse(projection, names, Dialect.PIPELINE);
    return new ProjectionCompiler(fields)
        .compile(MatchPosition.NONE, ExpressionCompiler.usesTime(projection));
  }

  private CompiledProjection compile(MatchPosition position, boolean usesTime) {
    List<Step> steps = new ArrayList<>();
    if (!fields.isEmpty()) {
      steps.add(selection());
    }
    computation(steps);
    for (ProjectedField field : fields) {
      if (field instanceof Sliced slice) {
        steps.add((original, current, parameters) -> sliced(current, slice));
      } else if (field instanceof Positional positional) {
        steps.add(
            (original, current, parameters) ->
                positioned(current, positional.path(), position.find(original)));
      } else if (field instanceof FirstMatch match) {
        steps.add((original, current, parameters) -> matched(original, current, match));
      }
    }
    return new CompiledProjection(steps, usesTime);
  }

  private Step selection() {
    ProjectionNode tree = new ProjectionNode();
    for (ProjectedField field : fields) {
      if (field instanceof Computed || field instanceof FirstMatch) {
        tree.add(field.path(), Role.COMPUTED);
      } else if (!inclusive ? field instanceof Excluded : !(field instanceof Excluded)) {
        tree.add(field.path(), Role.NAMED);
      }
    }
    boolean idNamed = fields.stream().anyMatch(field -> isId(field.path()));
    if (inclusive && !idNamed && !tree.hasChild(ID)) {
      tree.add(FieldPath.of(ID), Role.NAMED);
    }
    return inclusive
        ? (original, current, parameters) -> Projector.keeping(tree, current)
        : (original, current, parameters) -> Projector.dropping(tree, current);
  }

  private void computation(List<Step> steps) {
    ComputedFields computed = new ComputedFields();
    for (ProjectedField field : fields) {
      if (field instanceof Computed c) {
        computed.add(c.path(), c.expression());
      }
    }
    if (!computed.isEmpty()) {
      steps.add(
          (original, current, parameters) ->
              computed.apply(current, Scope.of(original, parameters)));
    }
  }

  private static byte[] sliced(byte[] document, Sliced slice) {
    return ArrayCut.apply(
        document,
        slice.path(),
        elements ->
            slice.hasSkip()
                ? ArrayCut.limited(elements, slice.skip(), slice.limit())
                : ArrayCut.limited(elements, slice.limit()));
  }

  private static byte[] positioned(byte[] document, FieldPath path, int index) {
    return ArrayCut.apply(
        document,
        path,
        elements -> {
          if (index < 0 || index >= elements.size()) {
            throw DuetException.located(
                51246,
                "Executor error during find command :: caused by :: positional operator '.$'"
                    + " couldn't find a matching element in the array");
          }
          return List.of(elements.get(index));
        });
  }

  private static byte[] matched(byte[] original, byte[] current, FirstMatch match) {
    byte[] name = match.path().name(0);
    BsonSlice array = BsonSlice.of(original, BsonBytes.find(original, name));
    if (array.type() != ElementType.ARRAY) {
      return current;
    }
    ValueTest test = match.test();
    for (BsonSlice element : BsonArrays.of(array)) {
      if (test.test(element.bytes(), element.slot())) {
        return withField(current, name, BsonArrays.toArray(List.of(element)));
      }
    }
    return current;
  }

  private static byte[] withField(byte[] document, byte[] name, BsonSlice value) {
    BsonSink sink = new BsonSink(document.length + value.size() + name.length + 2);
    int start = sink.beginDocument();
    sink.copy(document, BsonBytes.firstElement(0), document.length - 1);
    sink.field(name, value);
    sink.endDocument(start);
    return sink.toBytes();
  }

  /**
   * Whether the projection says what is kept; the first field but {@code _id} decides, and the
   * others must agree.
   */
  private static boolean isInclusive(List<ProjectedField> fields) {
    boolean decided = false;
    boolean inclusive = false;
    for (ProjectedField field : fields) {
      if (field instanceof Sliced || isId(field.path()) && !(field instanceof Computed)) {
        continue;
      }
      boolean wanted = !(field instanceof Excluded);
      if (decided && wanted != inclusive) {
        throw mixed(field);
      }
      decided = true;
      inclusive = wanted;
    }
    return decided ? inclusive : fields.stream().anyMatch(field -> field instanceof Included);
  }

  private static boolean isId(FieldPath path) {
    return path.length() == 1 && path.component(0).equals(ID);
  }

  private static DuetException mixed(ProjectedField field) {
    if (field instanceof Excluded) {
      return DuetException.located(
          31254, "Cannot do exclusion on field " + field.path() + " in inclusion projection");
    }
    if (field instanceof Included) {
      return DuetException.located(
          31253, "Cannot do inclusion on field " + field.path() + " in exclusion projection");
    }
    return DuetException.located(
        31252, "Cannot use expression other than $meta in exclusion projection");
  }
}
