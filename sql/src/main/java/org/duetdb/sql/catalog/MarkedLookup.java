package org.duetdb.sql.catalog;

import java.util.Set;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/** Finds tables also by names with a mark, and gives them the mark. */
final class MarkedLookup implements Lookup<Table> {
  private final Lookup<Table> tables;

  MarkedLookup(Lookup<Table> tables) {
    this.tables = tables;
  }

  @Override
  public @Nullable Table get(String name) {
    Table table = tables.get(CollectionTable.unmarked(name));
    return table instanceof CollectionTable collection
        ? collection.withMark(CollectionTable.markOf(name))
        : table;
  }

  @Override
  public @Nullable Named<Table> getIgnoreCase(String name) {
    int mark = CollectionTable.markOf(name);
    Named<Table> found = tables.getIgnoreCase(CollectionTable.unmarked(name));
    if (found == null || mark < 0 || !(found.entity() instanceof CollectionTable collection)) {
      return found;
    }
    return new Named<>(CollectionTable.marked(found.name(), mark), collection.withMark(mark));
  }

  @Override
  public Set<String> getNames(LikePattern pattern) {
    return tables.getNames(pattern);
  }
}
