/** The launcher's commands, and the comparison as a library. */
@org.jspecify.annotations.NullMarked
module org.duetdb.tools {
  requires info.picocli;
  requires transitive org.duetdb.api;
  requires org.duetdb.driver;
  requires sqlline;
  requires static org.jspecify;
  requires static org.mongodb.driver.core;
  requires static org.mongodb.driver.sync.client;
  requires org.tukaani.xz;

  exports org.duetdb.tools.foreign;
  exports org.duetdb.tools.report;
  exports org.duetdb.tools.run;
  exports org.duetdb.tools.schedule;

  opens org.duetdb.tools.command to
      info.picocli;
}
