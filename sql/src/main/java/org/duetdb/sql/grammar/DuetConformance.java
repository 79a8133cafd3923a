package org.duetdb.sql.grammar;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** As lenient as Calcite can be in what it reads, as strict as PostgreSQL in what it converts. */
public final class DuetConformance extends SqlDelegatingConformance {
  /** The one instance. */
  public static final DuetConformance INSTANCE = new DuetConformance(SqlConformanceEnum.BABEL);

  private DuetConformance(SqlConformance delegate) {
    super(delegate);
  }

  @Override
  public boolean allowLenientCoercion() {
    return false;
  }

  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }

  @Override
  public boolean allowExplicitRowValueConstructor() {
    return true;
  }

  /** An alias is no column to the other items of its SELECT. */
  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.UNSUPPORTED;
  }
}
