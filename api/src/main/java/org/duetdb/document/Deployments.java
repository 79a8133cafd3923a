package org.duetdb.document;

import java.util.ArrayList;
import java.util.ServiceLoader;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.EngineProvider;

/** Finds the engine that runs a kind of deployment, and opens it. */
public final class Deployments {
  private Deployments() {}

  /** Opens a deployment; see {@link Deployment#open(DeploymentOptions)}. */
  public static Deployment open(DeploymentOptions options) {
    return new OpenDeployment(provider(options.kind()).open(options));
  }

  private static EngineProvider provider(String kind) {
    var kinds = new ArrayList<String>();
    // By the loader of this class, because a thread of a pool or a tool may have a context loader
    // that sees nothing of ours.
    for (var provider :
        ServiceLoader.load(EngineProvider.class, Deployments.class.getClassLoader())) {
      if (provider.kind().equals(kind)) {
        return provider;
      }
      kinds.add("duet:" + provider.kind() + ":");
    }
    throw new DuetException(
        ErrorCode.INVALID_OPTIONS,
        kinds.isEmpty()
            ? "no engine was found: put duet-engine on the module path or class path"
            : "no engine runs 'duet:" + kind + ":'; there is " + String.join(", ", kinds));
  }
}
