/** Duet's dialect for Hibernate ORM, which finds it by itself. */
@org.jspecify.annotations.NullMarked
module org.duetdb.hibernate {
  requires java.sql;
  requires transitive jakarta.persistence;
  requires transitive org.hibernate.orm.core;
  requires static org.jspecify;

  exports org.duetdb.hibernate;

  provides org.hibernate.engine.jdbc.dialect.spi.DialectResolver with
      org.duetdb.hibernate.DuetDialectResolver;
}
