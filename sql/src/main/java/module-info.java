@org.jspecify.annotations.NullMarked
module org.duetdb.sql {
  requires transitive org.duetdb.api;
  requires java.sql;
  requires calcite.core;
  requires calcite.linq4j;
  requires avatica.core;
  requires com.google.common;
  requires org.slf4j;
  requires com.fasterxml.jackson.databind;
  requires org.apache.commons.text;
  requires static org.jspecify;

  exports org.duetdb.sql;
  exports org.duetdb.sql.grammar to
      calcite.core;
}
