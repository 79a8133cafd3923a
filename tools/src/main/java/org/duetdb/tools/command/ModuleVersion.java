package org.duetdb.tools.command;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build has written into the module. */
final class ModuleVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var version =
        Optional.ofNullable(ModuleVersion.class.getModule().getDescriptor())
            .flatMap(ModuleDescriptor::version)
            .map(Object::toString);
    return new String[] {"duet " + version.orElse("(not run as a module)")};
  }
}
