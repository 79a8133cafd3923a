package org.duetdb.document.aggregate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.FilterCompiler;

/** A world of collections that are lists, for tests. */
final class MemoryContext implements PipelineContext {
  private final Map<String, List<byte[]>> collections = new HashMap<>();
  private final RandomGenerator random = new SplittableRandom(5);
  private long memoryLimit = DEFAULT_MEMORY_LIMIT;

  MemoryContext with(String collection, String documents) {
    collections.put(collection, documents(documents));
    return this;
  }

  MemoryContext withMemoryLimit(long bytes) {
    memoryLimit = bytes;
    return this;
  }

  List<byte[]> collection(String name) {
    return collections.getOrDefault(name, List.of());
  }

  /** The documents of an array in JSON. */
  static List<byte[]> documents(String json) {
    List<byte[]> documents = new ArrayList<>();
    BsonDocument.parse("{d: " + json + "}")
        .getArray("d")
        .forEach(value -> documents.add(BsonCodecs.encode(value.asDocument())));
    return documents;
  }

  /** The documents that a pipeline gives, as JSON. */
  List<String> run(String documents, String pipeline) {
    CompiledPipeline compiled = PipelineCompiler.compile(stages(pipeline));
    DocumentPredicate filter = FilterCompiler.predicate(compiled.filter(), Names.NONE);
    Iterator<byte[]> input =
        documents(documents).stream().filter(d -> filter.test(d, parameters())).iterator();
    List<String> results = new ArrayList<>();
    compiled
        .run(input, this)
        .forEachRemaining(result -> results.add(BsonCodecs.decodeDocument(result).toJson()));
    return results;
  }

  static List<BsonDocument> stages(String pipeline) {
    return BsonDocument.parse("{p: " + pipeline + "}").getArray("p").stream()
        .map(stage -> stage.asDocument())
        .toList();
  }

  @Override
  public Object[] parameters() {
    return new Object[] {Instant.ofEpochMilli(1000)};
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public BsonSlice newId() {
    return BsonSlice.of(random.nextInt());
  }

  @Override
  public long memoryLimit() {
    return memoryLimit;
  }

  @Override
  public Iterator<byte[]> find(String collection, BsonDocument filter) {
    DocumentPredicate predicate = FilterCompiler.predicate(filter, Names.NONE);
    return collection(collection).stream()
        .filter(document -> predicate.test(document, parameters()))
        .iterator();
  }

  @Override
  public void replaceCollection(OutputTarget target, Iterator<byte[]> documents) {
    List<byte[]> replaced = new ArrayList<>();
    documents.forEachRemaining(replaced::add);
    collections.put(target.collection(), replaced);
  }

  @Override
  public boolean merge(
      OutputTarget target,
      BsonDocument filter,
      DocumentMutation whenMatched,
      Optional<byte[]> whenNotMatched) {
    DocumentPredicate predicate = FilterCompiler.predicate(filter, Names.NONE);
    List<byte[]> documents =
        collections.computeIfAbsent(target.collection(), c -> new ArrayList<>());
    for (int i = 0; i < documents.size(); i++) {
      if (predicate.test(documents.get(i), parameters())) {
        documents.set(i, whenMatched.apply(documents.get(i), parameters()));
        return true;
      }
    }
    whenNotMatched.ifPresent(documents::add);
    return false;
  }
}
