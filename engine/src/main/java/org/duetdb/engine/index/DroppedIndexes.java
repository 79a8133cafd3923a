package org.duetdb.engine.index;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.duetdb.engine.catalog.Catalog;

/** Gives up the indexes that no entry of the catalog names any more. */
public final class DroppedIndexes {
  private DroppedIndexes() {}

  /** Has them given up from now on, as soon as no snapshot sees an entry that names them. */
  public static void follow(Catalog catalog) {
    catalog.onForget(() -> giveUp(catalog));
  }

  private static void giveUp(Catalog catalog) {
    // The indexes first, the names afterwards: an index is built only once something names it.
    Map<IndexSet, Set<Index>> built = new HashMap<>();
    for (var collection : catalog.definitions()) {
      if (collection.store().watch() instanceof IndexSet set) {
        built.computeIfAbsent(set, DroppedIndexes::built);
      }
    }
    var named = new HashSet<Long>();
    for (var collection : catalog.definitions()) {
      collection.indexes().forEach(index -> named.add(index.id()));
    }
    built.forEach(
        (set, indexes) ->
            set.retain(index -> !indexes.contains(index) || named.contains(index.id())));
  }

  private static Set<Index> built(IndexSet set) {
    var indexes = Collections.<Index>newSetFromMap(new IdentityHashMap<>());
    set.all().stream().filter(Index::isBuilt).forEach(indexes::add);
    return indexes;
  }
}
