/**
 * Duet's JDBC driver: connections to {@code jdbc:duet:}, found by {@code DriverManager}, and data
 * sources.
 */
@org.jspecify.annotations.NullMarked
module org.duetdb.driver {
  requires transitive java.sql;
  requires transitive org.duetdb.api;
  requires org.duetdb.sql;
  requires static org.jspecify;

  exports org.duetdb.driver;

  provides java.sql.Driver with
      org.duetdb.driver.DuetDriver;
}
