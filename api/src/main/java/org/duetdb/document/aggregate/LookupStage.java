package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.FieldPath.LeafArray;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Paths;
import org.duetdb.document.expression.Scope;
import org.duetdb.document.projection.ComputedFields;

/** {@code $lookup}: an array of the documents of another collection that belong to each. */
final class LookupStage implements Stage {
  private static final List<String> OPTIONS =
      List.of("from", "localField", "foreignField", "as", "let", "pipeline");

  private final String from;
  private final FieldPath as;
  private final Optional<Join> join;
  private final Optional<List<BsonDocument>> pipeline;
  private final Map<String, Expression> let;
  private final Names names;

  /** The two fields whose values have to be equal. */
  private record Join(FieldPath local, FieldPath foreign) {
    boolean isById() {
      return foreign.length() == 1 && foreign.component(0).equals("_id");
    }
  }

  private LookupStage(BsonDocument options, Names names) {
    this.from = string(options, "from");
    this.as = Paths.checked(string(options, "as"));
    this.join = join(options);
    this.pipeline =
        Optional.ofNullable(options.get("pipeline"))
            .map(value -> PipelineCompiler.nested("$lookup", value));
    this.let = let(options, names);
    this.names = names;
    if (join.isEmpty() && pipeline.isEmpty()) {
      throw bad(
          "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be"
              + " specified");
    }
    pipeline.ifPresent(stages -> SubPipeline.of(stages, bound(Optional.empty())));
  }

  static Stage parse(BsonValue argument, Names names) {
    if (!argument.isDocument()) {
      throw bad(
          "the $lookup specification must be an object, but found "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    for (String name : argument.asDocument().keySet()) {
      if (!OPTIONS.contains(name)) {
        throw bad("unknown argument to $lookup: " + name);
      }
    }
    return new LookupStage(argument.asDocument(), names);
  }

  private static Map<String, Expression> let(BsonDocument options, Names names) {
    Map<String, Expression> let = new LinkedHashMap<>();
    if (options.containsKey("let")) {
      if (!options.get("let").isDocument()) {
        throw bad(
            "$lookup argument 'let' must be an object, is type "
                + ElementType.nameOf(BsonSlice.of(options.get("let")).type()));
      }
      options
          .getDocument("let")
          .forEach((name, value) -> let.put(name, ExpressionCompiler.compile(value, names)));
    }
    return let;
  }

  private static Optional<Join> join(BsonDocument options) {
    boolean local = options.containsKey("localField");
    if (local != options.containsKey("foreignField")) {
      throw bad(
          "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
    }
    return local
        ? Optional.of(
            new Join(
                Paths.checked(string(options, "localField")),
                Paths.checked(string(options, "foreignField"))))
        : Optional.empty();
  }

  private static String string(BsonDocument options, String name) {
    BsonValue value = options.get(name);
    if (value == null) {
      throw bad("must specify '" + name + "' field for a $lookup");
    }
    if (!value.isString()) {
      throw bad(
          "$lookup argument '"
              + name
              + ": "
              + BsonSlice.of(value)
              + "' must be a string, is type "
              + ElementType.nameOf(BsonSlice.of(value).type()));
    }
    return value.asString().getValue();
  }

  @Override
  public Iterator<byte[]> apply(Iterator<byte[]> input, PipelineContext context) {
    Lookups lookups = new Lookups(context);
    return new LookAhead() {
      @Override
      Optional<byte[]> advance() {
        if (!input.hasNext()) {
          return Optional.empty();
        }
        byte[] document = input.next();
        ComputedFields fields = new ComputedFields();
        fields.add(as, Expression.constant(lookups.of(document)));
        return Optional.of(fields.apply(document, Scope.of(document, context.parameters())));
      }
    };
  }

  /**
   * The names inside the pipeline: those outside, and those of {@code let} with their values for a
   * document.
   */
  private Names bound(Optional<Scope> scope) {
    Map<String, BsonSlice> constants = new LinkedHashMap<>();
    let.forEach(
        (name, value) -> constants.put(name, scope.map(value::evaluate).orElse(BsonSlice.MISSING)));
    return names.withConstants(constants);
  }

  /** The lookups of one run, with what they can remember from one document to the next. */
  private final class Lookups {
    private final PipelineContext context;
    private Optional<JoinIndex> index = Optional.empty();
    private Optional<BsonSlice> constant = Optional.empty();

    Lookups(PipelineContext context) {
      this.context = context;
    }

    BsonSlice of(byte[] document) {
      if (join.isEmpty() && let.isEmpty()) {
        constant = constant.or(() -> Optional.of(FacetStage.array(independent())));
        return constant.get();
      }
      if (pipeline.isEmpty()) {
        return FacetStage.array(joined(document, join.orElseThrow()).iterator());
      }
      SubPipeline inner =
          SubPipeline.of(
              pipeline.get(), bound(Optional.of(Scope.of(document, context.parameters()))));
      return FacetStage.array(
          join.isEmpty()
              ? inner.runOn(from, context)
              : inner.runOver(joined(document, join.get()).iterator(), context));
    }

    private Iterator<byte[]> independent() {
      return SubPipeline.of(pipeline.orElseThrow(), names).runOn(from, context);
    }

    private List<byte[]> joined(byte[] document, Join fields) {
      List<BsonSlice> values = local(document, fields);
      if (fields.isById()) {
        BsonArray ids = new BsonArray();
        values.forEach(value -> ids.add(value.toBsonValue()));
        List<byte[]> found = new ArrayList<>();
        context
            .find(from, new BsonDocument("_id", new BsonDocument("$in", ids)))
            .forEachRemaining(found::add);
        return found;
      }
      if (index.isEmpty()) {
        Iterator<byte[]> foreign = context.find(from, new BsonDocument());
        index = Optional.of(JoinIndex.of(foreign, fields.foreign(), context));
      }
      return index.get().matching(values);
    }

    private List<BsonSlice> local(byte[] document, Join fields) {
      return JoinIndex.values(document, fields.local(), LeafArray.ELEMENTS);
    }
  }

  static Stage unionWith(BsonValue argument, Names names) {
    BsonDocument options =
        argument.isString() ? new BsonDocument("coll", argument) : unionOptions(argument);
    if (!options.containsKey("coll") || !options.get("coll").isString()) {
      throw bad("$unionWith requires the name of a collection in 'coll'");
    }
    String collection = options.getString("coll").getValue();
    List<BsonDocument> stages =
        options.containsKey("pipeline")
            ? PipelineCompiler.nested("$unionWith", options.get("pipeline"))
            : List.of();
    SubPipeline pipeline = SubPipeline.of(stages, names);
    return (input, context) ->
        new LookAhead() {
          private Iterator<byte[]> current = input;
          private boolean second;

          @Override
          Optional<byte[]> advance() {
            if (!current.hasNext() && !second) {
              second = true;
              current = pipeline.runOn(collection, context);
            }
            return current.hasNext() ? Optional.of(current.next()) : Optional.empty();
          }
        };
  }

  private static BsonDocument unionOptions(BsonValue argument) {
    if (!argument.isDocument()) {
      throw bad(
          "the $unionWith stage specification must be an object or string, but found "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    return argument.asDocument();
  }

  private static DuetException bad(String message) {
    return new DuetException(ErrorCode.FAILED_TO_PARSE, message);
  }
}
