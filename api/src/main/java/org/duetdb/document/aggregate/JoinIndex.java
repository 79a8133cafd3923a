package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.FieldPath.LeafArray;

/**
 * The documents of a collection by the values that a path of theirs can mean, so that a join looks
 * each of them up instead of reading the collection again for every document on the other side. For
 * one run.
 */
final class JoinIndex {
  private final List<byte[]> documents = new ArrayList<>();
  private final Map<BsonSlice, List<Integer>> byValue = new HashMap<>();

  /** Reads documents, within the memory limit. */
  static JoinIndex of(Iterator<byte[]> documents, FieldPath path, PipelineContext context) {
    MemoryBudget budget = new MemoryBudget("$lookup", context);
    JoinIndex index = new JoinIndex();
    while (documents.hasNext()) {
      byte[] document = documents.next();
      budget.add(document.length);
      index.add(document, path);
    }
    return index;
  }

  private void add(byte[] document, FieldPath path) {
    int place = documents.size();
    documents.add(document);
    for (BsonSlice value : values(document, path, LeafArray.ELEMENTS_AND_WHOLE)) {
      List<Integer> places = byValue.computeIfAbsent(value, v -> new ArrayList<>(1));
      if (places.isEmpty() || places.get(places.size() - 1) != place) {
        places.add(place);
      }
    }
  }

  /** The documents that have one of these values, each once and in order. */
  List<byte[]> matching(List<BsonSlice> values) {
    SortedSet<Integer> places = new TreeSet<>();
    values.forEach(value -> places.addAll(byValue.getOrDefault(value, List.of())));
    return places.stream().map(documents::get).toList();
  }

  /** The values that a path of a document can mean; a missing one is null. */
  static List<BsonSlice> values(byte[] document, FieldPath path, LeafArray leafArray) {
    List<BsonSlice> values = new ArrayList<>();
    path.anyMatch(
        document,
        0,
        leafArray,
        (bytes, slot) -> {
          BsonSlice value = BsonSlice.of(bytes, slot);
          values.add(value.isNullish() ? BsonSlice.NULL : value);
          return false;
        });
    return values;
  }
}
