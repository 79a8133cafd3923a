package org.duetdb.engine;

import java.util.List;
import org.duetdb.engine.index.Index;
import org.duetdb.engine.index.IndexSet;

/** What the indexes of the demo collection hold: the profile of a leak. */
final class IndexRemains {
  private IndexRemains() {}

  private static List<Index> all(TestDeployment test) {
    var collection = test.engine().core().catalog().newest(TestDeployment.DEMO);
    return collection == null ? List.of() : IndexSet.of(collection.store()).all();
  }

  /** How many indexes are kept up. */
  static int indexes(TestDeployment test) {
    return all(test).size();
  }

  /** How many entries they have together. */
  static int entries(TestDeployment test) {
    return all(test).stream().mapToInt(Index::size).sum();
  }

  /** How many heads their unique keys have together. */
  static int keys(TestDeployment test) {
    return all(test).stream().mapToInt(index -> index.uniqueKeys().size()).sum();
  }
}
