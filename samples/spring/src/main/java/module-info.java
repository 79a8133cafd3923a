/** A sample of Duet behind HikariCP and Spring. */
@org.jspecify.annotations.NullMarked
module org.duetdb.samples.spring {
  requires java.sql;
  requires spring.core;
  requires spring.jdbc;
  requires spring.tx;
  requires static org.jspecify;
}
