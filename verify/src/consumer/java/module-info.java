/** The application of the tests as a module; on the class path this descriptor is left out. */
module consumer {
  requires org.duetdb.api;
}
