package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNodeList;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.ColumnTypes;

/** The columns that a view or a table has from a query. */
final class DerivedColumns {
  private DerivedColumns() {}

  /**
   * The columns, each with its own name.
   *
   * @param what that gets them, for the message of a failure
   * @param names what the first of them shall be called
   * @param given what the query calls them
   */
  static List<CollectionDescriptor.Column> of(
      String what, SqlNodeList names, List<String> given, List<RelDataType> types) {
    if (names.size() > given.size()) {
      throw new SqlFailure(
          SqlState.SYNTAX_ERROR,
          what + " names " + names.size() + " columns, its query has " + given.size());
    }
    List<CollectionDescriptor.Column> columns = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String name = i < names.size() ? names.get(i).toString() : given.get(i);
      if (!known.add(name.toLowerCase(Locale.ROOT))) {
        throw new SqlFailure(
            SqlState.DUPLICATE_COLUMN, what + " would have two columns called '" + name + "'");
      }
      RelDataType type = types.get(i);
      columns.add(
          new CollectionDescriptor.Column(
              name,
              ColumnTypes.name(type),
              ColumnTypes.precision(type),
              ColumnTypes.scale(type),
              type.isNullable(),
              Optional.empty()));
    }
    return columns;
  }
}
