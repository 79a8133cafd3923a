package org.duetdb.sql.execute;

import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.UpdateOperation;

/** How an operation of the engine reaches its documents, in words. */
final class AccessPath {
  private AccessPath() {}

  static String of(FindOperation find) {
    return words(find.namespace(), find.access(), find.residual());
  }

  static String of(UpdateOperation update) {
    return words(update.namespace(), update.access(), update.residual());
  }

  static String of(DeleteOperation delete) {
    return words(delete.namespace(), delete.access(), delete.residual());
  }

  private static String words(Namespace namespace, Access access, DocumentPredicate residual) {
    String path;
    if (access instanceof Access.Key) {
      path = "one document by its key";
    } else if (access instanceof Access.Keys) {
      path = "documents by a list of keys";
    } else {
      path = "every document";
    }
    return namespace
        + ": "
        + path
        + (residual == DocumentPredicate.ALWAYS ? "" : ", with a condition");
  }
}
