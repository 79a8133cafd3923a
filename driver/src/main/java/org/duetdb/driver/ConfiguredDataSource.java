package org.duetdb.driver;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.CommonDataSource;
import org.duetdb.driver.url.JdbcUrl;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * What is configured on Duet's data sources, as a bean: a {@linkplain #setUrl URL} or a {@linkplain
 * #setDatabaseName name}, and {@linkplain #setOption options} by the names that {@link
 * DuetDriver#getPropertyInfo} lists. Configure a data source before it is shared; then it is safe
 * for any number of threads.
 */
public abstract sealed class ConfiguredDataSource implements CommonDataSource
    permits DuetDataSource, DuetConnectionPoolDataSource, DuetXADataSource {
  private String url = JdbcUrl.PREFIX + "mem:";
  private final Properties options = new Properties();
  private @Nullable PrintWriter logWriter;
  private int loginTimeout;

  ConfiguredDataSource() {}

  /** The URL, {@code jdbc:duet:mem:NAME} with options or without. */
  public final String getUrl() {
    return url;
  }

  /** Sets {@link #getUrl}. */
  public final void setUrl(String url) {
    this.url = url;
  }

  /** The same as {@link #setUrl}, under the name that some pools use. */
  public final void setURL(String url) {
    setUrl(url);
  }

  /** Sets the URL to the deployment in memory of that name. */
  public final void setDatabaseName(String name) {
    setUrl(JdbcUrl.PREFIX + "mem:" + name);
  }

  /** Sets an option that is not in the URL. */
  public final void setOption(String name, String value) {
    options.setProperty(name, value);
  }

  /** The schema in which unqualified names are looked up. */
  public final void setSchema(String schema) {
    setOption("schema", schema);
  }

  /** What statements do when they meet a rival: default, wait, fail or skip. */
  public final void setConflictPolicy(String policy) {
    setOption("conflict_policy", policy);
  }

  /** How long a statement waits for a rival, in milliseconds. */
  public final void setLockTimeout(int milliseconds) {
    setOption("lock_timeout", Integer.toString(milliseconds));
  }

  /** The level that connections begin with, as SQL writes it. */
  public final void setTransactionIsolation(String level) {
    setOption("transaction_isolation", level);
  }

  /** The connections' name in errors and views. */
  public final void setLabel(String label) {
    setOption("label", label);
  }

  /** Opens a session as configured. */
  final OpenSession open() throws SQLException {
    if (!JdbcUrl.accepts(url)) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "a URL of Duet begins with " + JdbcUrl.PREFIX + "; this one is '" + url + "'");
    }
    return Connecting.open(url, options);
  }

  @Override
  public final @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept and given back; nothing is written to it. */
  @Override
  public final void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public final int getLoginTimeout() {
    return loginTimeout;
  }

  /** Kept and given back, without effect: connecting waits for nobody. */
  @Override
  public final void setLoginTimeout(int seconds) throws SQLException {
    loginTimeout = ConfiguredStatement.requireNotNegative(seconds, "a time-out");
  }

  @Override
  public final Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlExceptions.unsupported("java.util.logging");
  }

  @Override
  public final ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw SqlExceptions.unsupported("a sharding key");
  }
}
