package org.duetdb.driver;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Properties;
import org.duetdb.api.DeploymentOption;
import org.duetdb.driver.url.ConnectionOption;
import org.duetdb.driver.url.JdbcUrl;
import org.duetdb.sql.SqlState;

/** Lists every option with the value that a URL and properties give it, or its default. */
final class OptionListing {

  private OptionListing() {}

  static DriverPropertyInfo[] list(String url, Properties properties) throws SQLException {
    if (!JdbcUrl.accepts(url)) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "a URL of Duet begins with " + JdbcUrl.PREFIX + "; this one is '" + url + "'");
    }
    JdbcUrl parsed;
    try {
      parsed = JdbcUrl.parse(url, properties);
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
    var all = new ArrayList<DriverPropertyInfo>();
    for (ConnectionOption option : ConnectionOption.values()) {
      var info =
          new DriverPropertyInfo(
              option.optionName(), parsed.option(option).orElse(option.defaultValue()));
      info.description = option.description();
      info.choices = option.choices().isEmpty() ? null : option.choices().toArray(String[]::new);
      all.add(info);
    }
    for (DeploymentOption option : DeploymentOption.values()) {
      var info = new DriverPropertyInfo(option.optionName(), parsed.deployment().value(option));
      info.description = "an option of the deployment, which its first opener decides";
      all.add(info);
    }
    return all.toArray(DriverPropertyInfo[]::new);
  }
}
