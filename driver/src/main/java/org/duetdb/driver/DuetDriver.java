package org.duetdb.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.duetdb.driver.url.JdbcUrl;
import org.jspecify.annotations.Nullable;

/**
 * The driver for {@code jdbc:duet:mem:NAME}. {@code DriverManager} finds it on the class path and
 * on the module path.
 *
 * <p>Connections to the same name meet in one deployment, which lives until {@code SHUTDOWN} or the
 * end of the JVM; {@code jdbc:duet:mem:} without a name is private to its connection. Options
 * follow as {@code ?conflict_policy=wait&lock_timeout=2000}, as {@code ;conflict_policy=wait} or as
 * properties; an unknown one is refused. {@link #getPropertyInfo} lists them all. Thread-safe.
 */
public final class DuetDriver implements Driver {
  /** The version's first number, as the driver and the database report it. */
  static final int MAJOR_VERSION = 0;

  /** The version's second number. */
  static final int MINOR_VERSION = 1;

  static {
    register();
  }

  /** Only for service loaders; there is nothing to configure on an instance. */
  public DuetDriver() {}

  private static void register() {
    try {
      DriverManager.registerDriver(new DuetDriver());
    } catch (SQLException cannotHappen) {
      throw new ExceptionInInitializerError(cannotHappen);
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return url != null && JdbcUrl.accepts(url);
  }

  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties properties)
      throws SQLException {
    if (url == null || !JdbcUrl.accepts(url)) {
      return null; // because DriverManager asks every driver
    }
    return Connecting.connect(url, properties == null ? new Properties() : properties);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties properties)
      throws SQLException {
    return OptionListing.list(
        url == null ? JdbcUrl.PREFIX + "mem:" : url,
        properties == null ? new Properties() : properties);
  }

  @Override
  public int getMajorVersion() {
    return MAJOR_VERSION;
  }

  @Override
  public int getMinorVersion() {
    return MINOR_VERSION;
  }

  /** False: the test suite that JDBC's word "compliant" refers to has not been run. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlExceptions.unsupported("java.util.logging");
  }
}
