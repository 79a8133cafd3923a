package org.duetdb.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/** Tells Hibernate the dialect of a connection whose database says that it is Duet. */
public final class DuetDialectResolver implements DialectResolver {
  private static final long serialVersionUID = 1L;

  /** Only for service loaders. */
  public DuetDialectResolver() {}

  @Override
  public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
    return "Duet".equals(info.getDatabaseName()) ? new DuetDialect(info) : null;
  }
}
