package org.duetdb.driver.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/**
 * A JDBC URL, taken apart: {@code jdbc:duet:KIND:NAME}, then options as {@code ?a=b&c=d} or {@code
 * ;a=b;c=d}, whose values may be percent-encoded. An option may come as a property instead; where
 * both name it, the URL wins.
 *
 * @param deployment which deployment, and the options of it that were named
 * @param connection the connection's own options that were named; unmodifiable
 */
public record JdbcUrl(DeploymentOptions deployment, Map<ConnectionOption, String> connection) {
  /** How every JDBC URL of Duet begins. */
  public static final String PREFIX = "jdbc:duet:";

  private static final Pattern SEPARATOR = Pattern.compile("[?&;]");
  private static final int JDBC = "jdbc:".length();

  /** Whether a URL is Duet's to open. */
  public static boolean accepts(String url) {
    return url.startsWith(PREFIX);
  }

  /**
   * Takes a URL apart.
   *
   * @throws SqlFailure 22023 for an unknown option, with the nearest name
   * @throws DuetException 72 for a URL or an option's value that is wrong
   */
  public static JdbcUrl parse(String url, Properties properties) {
    int end = endOfPath(url);
    var given = new LinkedHashMap<String, String>();
    for (String name : properties.stringPropertyNames()) {
      given.put(name, properties.getProperty(name));
    }
    readQuery(url.substring(end), given);
    var deployment = DeploymentOptions.parse(url.substring(JDBC, end));
    var connection = new EnumMap<ConnectionOption, String>(ConnectionOption.class);
    for (var entry : given.entrySet()) {
      var own = ConnectionOption.named(entry.getKey());
      if (own.isPresent()) {
        connection.put(own.get(), entry.getValue());
      } else {
        deployment = deployment.with(deploymentOption(entry.getKey()), entry.getValue());
      }
    }
    return new JdbcUrl(deployment, Collections.unmodifiableMap(connection));
  }

  /** The value of a connection's option, if it was named. */
  public Optional<String> option(ConnectionOption option) {
    return Optional.ofNullable(connection.get(option));
  }

  private static int endOfPath(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == ';') {
        return i;
      }
    }
    return url.length();
  }

  private static void readQuery(String query, Map<String, String> given) {
    SEPARATOR
        .splitAsStream(query)
        .filter(part -> !part.isEmpty())
        .forEach(part -> readOption(part, given));
  }

  private static void readOption(String part, Map<String, String> given) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE,
          "an option of a URL is name=value; this one is '" + part + "'");
    }
    String name = part.substring(0, equals);
    given.keySet().removeIf(name::equalsIgnoreCase);
    given.put(name, URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
  }

  private static DeploymentOption deploymentOption(String name) {
    return Arrays.stream(DeploymentOption.values())
        .filter(option -> option.optionName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static SqlFailure unknown(String name) {
    return new SqlFailure(
        SqlState.INVALID_PARAMETER_VALUE,
        "there is no option '"
            + name
            + "'; the nearest is '"
            + NearestName.among(optionNames(), name)
            + "'");
  }

  private static List<String> optionNames() {
    return Stream.concat(
            Arrays.stream(ConnectionOption.values()).map(ConnectionOption::optionName),
            Arrays.stream(DeploymentOption.values()).map(DeploymentOption::optionName))
        .toList();
  }
}
