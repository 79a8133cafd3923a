package org.duetdb.sql.execute;

import java.util.List;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.PathOrder;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.sql.catalog.CollectionTable;

/** How an operation of the engine reaches the documents of a table, in words. */
final class AccessPath {
  private AccessPath() {}

  static String of(CollectionTable table, FindOperation find) {
    List<PathOrder.Key> order =
        find.order()
            .map(by -> by instanceof PathOrder path ? path.keys() : List.<PathOrder.Key>of())
            .orElse(List.of());
    return words(table, find.access(), find.residual(), order);
  }

  static String of(CollectionTable table, UpdateOperation update) {
    return words(table, update.access(), update.residual(), List.of());
  }

  static String of(CollectionTable table, DeleteOperation delete) {
    return words(table, delete.access(), delete.residual(), List.of());
  }

  private static String words(
      CollectionTable table, Access access, DocumentPredicate residual, List<PathOrder.Key> order) {
    String path;
    if (access instanceof Access.Key) {
      path = "one document by its key";
    } else if (access instanceof Access.Keys) {
      path = "documents by a list of keys";
    } else if (access instanceof Access.Where where) {
      path =
          IndexMatch.best(table, where.comparisons(), order)
                  .map(IndexMatch::words)
                  .orElse("every document")
              + IndexMatch.bestPartial(table, where.comparisons(), order)
                  .map(some -> ", or " + some.words() + " if that has all that are asked for")
                  .orElse("");
    } else {
      path = "every document";
    }
    return table.namespace()
        + ": "
        + path
        + (residual == DocumentPredicate.ALWAYS ? "" : ", with a condition");
  }
}
