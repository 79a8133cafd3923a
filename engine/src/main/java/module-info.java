@org.jspecify.annotations.NullMarked
module org.duetdb.engine {
  requires org.duetdb.api;
  requires org.slf4j;
  requires static org.jspecify;
}
