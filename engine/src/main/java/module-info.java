/** The embedded engine. Nobody requires it: it is found as a service. */
@org.jspecify.annotations.NullMarked
module org.duetdb.engine {
  requires java.management;
  requires jdk.jfr;
  requires org.duetdb.api;
  requires org.slf4j;
  requires static org.jspecify;

  provides org.duetdb.api.spi.EngineProvider with
      org.duetdb.engine.EmbeddedEngineProvider;
}
