package org.duetdb.engine;

import java.util.List;
import org.duetdb.engine.index.Index;
import org.duetdb.engine.index.IndexSet;

/** What the indexes of the demo collection hold: the profile of a leak. */
final class IndexRemains {
  private IndexRemains() {}

  private static List<Index> all(TestDeployment test) {
    var collection = test.engine().core().catalog().newest(TestDeployment.DEMO);
    if (collection == null) {
      return List.of();
    }
    var set = IndexSet.of(collection.store());
    return set.all().stream().filter(index -> index != set.primary().index()).toList();
  }

  /** How many entries the order of {@code _id} has; 0 if nobody has wanted it. */
  static int primary(TestDeployment test) {
    var collection = test.engine().core().catalog().newest(TestDeployment.DEMO);
    return collection == null ? 0 : IndexSet.of(collection.store()).primary().index().size();
  }

  /** How many indexes are kept up, that of {@code _id} not counted. */
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
