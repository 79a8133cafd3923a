/** Small programs that show how a task is done with the document API and with JDBC. */
@org.jspecify.annotations.NullMarked
module org.duetdb.samples {
  requires org.duetdb.api;
  requires org.duetdb.driver;
  requires static org.jspecify;

  // The codec for records calls their constructors.
  opens org.duetdb.samples.compareandset to
      org.mongodb.bson.record.codec;
}
