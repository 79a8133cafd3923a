package org.duetdb.document;

import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexHint;
import org.duetdb.document.filter.CollatedFilter;
import org.duetdb.document.filter.CompiledFilter;
import org.duetdb.document.filter.FilterCompiler;

/**
 * A filter as the declarative part and the residual of an operation.
 *
 * @param target what the operation is about
 * @param compiled the filter
 * @param collated the same under the operation's collation, if that matters to it
 */
record CollectionFilter(Target target, CompiledFilter compiled, Optional<CollatedFilter> collated) {
  static final Object[] NO_PARAMETERS = {};

  /** Compiles a filter, which may name the operation's variables. */
  static CollectionFilter of(Target target, BsonDocument filter) {
    var names = target.names();
    var collated =
        target
            .options()
            .collation()
            .filter(rules -> CollatedFilter.isNeeded(filter))
            .map(rules -> CollatedFilter.compile(filter, names, rules));
    return new CollectionFilter(target, FilterCompiler.compile(filter, names), collated);
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
    if (collated.isPresent()) {
      return new Access.Where(collated.get().comparisons(), hint());
    }
    if (followsHint() || compiled.keys().isEmpty()) {
      var exact = compiled.exactComparisons();
      return new Access.Where(exact.orElseGet(compiled::comparisons), hint(), exact.isPresent());
    }
    var keys = compiled.keys().get();
    return keys.size() == 1 ? Access.key(keys.get(0)) : Access.keys(keys);
  }

  /** What is to be tested of each of them. */
  DocumentPredicate residual() {
    if (collated.isPresent()) {
      return collated.get().predicate();
    }
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
