package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.DocumentFields;
import org.duetdb.document.expression.Names;

/** {@code $facet}: several pipelines over the same input, each an array in one document. */
final class FacetStage {
  private FacetStage() {}

  static Stage parse(BsonValue argument, Names names) {
    if (!argument.isDocument() || argument.asDocument().isEmpty()) {
      throw DuetException.located(40169, "the $facet specification must be a non-empty object");
    }
    Map<String, SubPipeline> facets = new LinkedHashMap<>();
    argument
        .asDocument()
        .forEach(
            (name, pipeline) -> {
              if (!pipeline.isArray()) {
                throw DuetException.located(
                    40170,
                    "arguments to $facet must be arrays, "
                        + name
                        + " is type "
                        + ElementType.nameOf(BsonSlice.of(pipeline).type()));
              }
              facets.put(name, SubPipeline.of(PipelineCompiler.nested("$facet", pipeline), names));
            });
    return (input, context) -> SortStage.later(() -> List.of(faceted(input, facets, context)));
  }

  private static byte[] faceted(
      Iterator<byte[]> input, Map<String, SubPipeline> facets, PipelineContext context) {
    MemoryBudget budget = new MemoryBudget("$facet", context);
    List<byte[]> documents = new ArrayList<>();
    while (input.hasNext()) {
      byte[] document = input.next();
      budget.add(document.length);
      documents.add(document);
    }
    Map<String, BsonSlice> results = new LinkedHashMap<>();
    facets.forEach(
        (name, pipeline) ->
            results.put(name, array(pipeline.runOver(documents.iterator(), context))));
    return DocumentLimits.check(DocumentFields.document(results).toBytes());
  }

  /** An array of the documents that are left. */
  static BsonSlice array(Iterator<byte[]> documents) {
    List<BsonSlice> elements = new ArrayList<>();
    documents.forEachRemaining(document -> elements.add(BsonSlice.ofDocument(document)));
    return BsonArrays.toArray(elements);
  }
}
