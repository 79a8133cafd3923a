package org.duetdb.sql.plan;

import java.util.Optional;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.IndexDescriptor;

/**
 * A table without one of its constraints.
 *
 * @param table the table as it will be; as it is if it has no constraint of that name
 * @param index the unique index that goes with the constraint, if it is one
 */
record WithoutConstraint(CollectionDescriptor table, Optional<IndexDescriptor> index) {

  /** The table without the constraint of that name, without regard to case. */
  static WithoutConstraint of(CollectionDescriptor table, String name) {
    Optional<IndexDescriptor> index =
        table.indexes().stream()
            .filter(each -> each.unique() && each.name().equalsIgnoreCase(name))
            .findFirst();
    CollectionDescriptor changed =
        table
            .withConstraints(
                table.checks().stream()
                    .filter(each -> !each.name().equalsIgnoreCase(name))
                    .toList(),
                table.foreignKeys().stream()
                    .filter(each -> !each.name().equalsIgnoreCase(name))
                    .toList())
            .withIndexes(
                table.indexes().stream()
                    .filter(each -> index.filter(each::equals).isEmpty())
                    .toList());
    return new WithoutConstraint(changed, index);
  }
}
