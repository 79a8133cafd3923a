package org.duetdb.api.spi;

import org.duetdb.api.DeploymentOptions;

/** Runs deployments of one kind. Found by {@link java.util.ServiceLoader}. */
public interface EngineProvider {
  /** The kind in {@code duet:KIND:NAME}, for example {@code mem}. */
  String kind();

  /**
   * Joins the running deployment of that name, or starts it.
   *
   * @throws org.duetdb.api.error.DuetException 72 if it runs with another value of an option that
   *     {@code options} names
   */
  Engine open(DeploymentOptions options);
}
