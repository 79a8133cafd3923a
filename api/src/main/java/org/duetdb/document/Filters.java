package org.duetdb.document;

import org.bson.BsonDocument;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.document.filter.CompiledFilter;
import org.duetdb.document.filter.FilterCompiler;

/** Filters as the declarative part and the residual of an operation. */
final class Filters {
  static final Object[] NO_PARAMETERS = {};

  private Filters() {}

  /** What matches, in the order of access. */
  static FindOperation find(Namespace namespace, BsonDocument filter) {
    var compiled = FilterCompiler.compile(filter);
    return FindOperation.of(namespace, access(compiled), compiled.residual());
  }

  /** Which documents a filter makes the engine look at. */
  static Access access(CompiledFilter filter) {
    if (filter.keys().isEmpty()) {
      return Access.ALL;
    }
    var keys = filter.keys().get();
    return keys.size() == 1 ? Access.key(keys.get(0)) : Access.keys(keys);
  }
}
