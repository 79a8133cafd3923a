@org.jspecify.annotations.NullMarked
module org.duetdb.driver {
  requires transitive java.sql;
  requires transitive org.duetdb.api;
  requires org.duetdb.sql;
  requires static org.jspecify;
}
