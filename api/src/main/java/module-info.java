/**
 * Duet's Java API: the typed document API, the values and errors both languages share, time as a
 * parameter, and the seam to an engine.
 */
@org.jspecify.annotations.NullMarked
module org.duetdb.api {
  requires transitive org.mongodb.bson;
  requires org.mongodb.bson.record.codec;
  requires org.slf4j;
  requires static com.ibm.icu;
  requires static org.jspecify;

  exports org.duetdb.api;
  exports org.duetdb.api.bson;
  exports org.duetdb.api.conflict;
  exports org.duetdb.api.error;
  exports org.duetdb.api.spi;
  exports org.duetdb.api.time;

  uses org.duetdb.api.spi.EngineProvider;
}
