package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.sort.SortCompiler;

/** {@code $sort}: holds all documents, within the memory limit. */
final class SortStage {
  private SortStage() {}

  static Stage parse(BsonValue argument) {
    if (!argument.isDocument()) {
      throw DuetException.located(15973, "the $sort key specification must be an object");
    }
    if (argument.asDocument().isEmpty()) {
      throw DuetException.located(15976, "$sort stage must have at least one sort key");
    }
    return by(SortCompiler.compile(argument.asDocument()));
  }

  /** A sort in an order. */
  static Stage by(Comparator<byte[]> order) {
    return (input, context) -> later(() -> sorted(input, order, context));
  }

  private static List<byte[]> sorted(
      Iterator<byte[]> input, Comparator<byte[]> order, PipelineContext context) {
    MemoryBudget budget = new MemoryBudget("Sort", context);
    List<byte[]> documents = new ArrayList<>();
    while (input.hasNext()) {
      byte[] document = input.next();
      budget.add(document.length);
      documents.add(document);
    }
    documents.sort(order);
    return documents;
  }

  /** An iterator over a list that is made when it is asked for the first time. */
  static Iterator<byte[]> later(Supplier<List<byte[]>> documents) {
    return new LookAhead() {
      private final List<Iterator<byte[]>> made = new ArrayList<>(1);

      @Override
      Optional<byte[]> advance() {
        if (made.isEmpty()) {
          made.add(documents.get().iterator());
        }
        Iterator<byte[]> iterator = made.get(0);
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
      }
    };
  }
}
