package org.duetdb.api.spi;

/**
 * Is told what a deployment does while it does it; see {@link
 * org.duetdb.api.DeploymentOptions#withObserver}. It is for tools that draw what happened, and for
 * tests: an observed deployment takes no short cuts.
 */
@FunctionalInterface
public interface Observer {
  /**
   * Something has happened. Called by the thread that does it, in the order in which each thread
   * does it, by several threads at once. Must return soon and must not use the deployment. What it
   * throws is logged and changes nothing.
   */
  void tell(Observation observation);
}
