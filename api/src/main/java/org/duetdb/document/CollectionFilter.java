package org.duetdb.document;

import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexHint;
import org.duetdb.document.filter.CompiledFilter;
import org.duetdb.document.filter.FilterCompiler;

/**
 * A filter as the declarative part and the residual of an operation.
 *
 * @param target what the operation is about
 * @param compiled the filter
 */
record CollectionFilter(Target target, CompiledFilter compiled) {
  static final Object[] NO_PARAMETERS = {};

  /** Compiles a filter, which may name the operation's variables. */
  static CollectionFilter of(Target target, BsonDocument filter) {
    return new CollectionFilter(target, FilterCompiler.compile(filter, target.names()));
  }

  /** What matches, in the order of access. */
  FindOperation find() {
    return FindOperation.of(target.namespace(), access(), residual());
  }

  /** What the residual wants, drawn once. */
  Object[] parameters() {
    return compiled.usesTime() ? target.time() : NO_PARAMETERS;
  }

  /** Which documents the filter makes the engine look at. */
  Access access() {
    if (followsHint() || compiled.keys().isEmpty()) {
      var exact = compiled.exactComparisons();
      return new Access.Where(exact.orElseGet(compiled::comparisons), hint(), exact.isPresent());
    }
    var keys = compiled.keys().get();
    return keys.size() == 1 ? Access.key(keys.get(0)) : Access.keys(keys);
  }

  /** What is to be tested of each of them. */
  DocumentPredicate residual() {
    return followsHint()
        ? FilterCompiler.predicate(compiled.filter(), target.names())
        : compiled.residual();
  }

  /** Whether the operation goes another way than its filter would. */
  private boolean followsHint() {
    return hint().isPresent() && !(compiled.keys().isPresent() && hint().get().isForId());
  }

  private Optional<IndexHint> hint() {
    return target.options().hint();
  }
}
