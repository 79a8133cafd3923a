@org.jspecify.annotations.NullMarked
module org.duetdb.tools {
  requires org.duetdb.api;
  requires org.duetdb.driver;
  requires static org.jspecify;
}
