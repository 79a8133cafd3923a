@org.jspecify.annotations.NullMarked
module org.duetdb.api {
  requires transitive org.mongodb.bson;
  requires static org.jspecify;

  exports org.duetdb.api.conflict;
  exports org.duetdb.api.error;
}
