package org.duetdb.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.duetdb.driver.url.JdbcUrl;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * A data source without a pool: each {@code getConnection} opens a connection. A bean: give it a
 * {@linkplain #setUrl URL} or a {@linkplain #setDatabaseName name}, and {@linkplain #setOption
 * options} by the names that {@link DuetDriver#getPropertyInfo} lists. Configure it before it is
 * shared; then it is safe for any number of threads.
 */
public class DuetDataSource implements DataSource {
  private String url = JdbcUrl.PREFIX + "mem:";
  private final Properties options = new Properties();
  private @Nullable PrintWriter logWriter;
  private int loginTimeout;

  /** A data source of a private deployment, until it gets a URL or a name. */
  public DuetDataSource() {}

  /** The URL, {@code jdbc:duet:mem:NAME} with options or without. */
  public String getUrl() {
    return url;
  }

  /** Sets {@link #getUrl}. */
  public void setUrl(String url) {
    this.url = url;
  }

  /** The same as {@link #setUrl}, under the name that some pools use. */
  public void setURL(String url) {
    setUrl(url);
  }

  /** Sets the URL to the deployment in memory of that name. */
  public void setDatabaseName(String name) {
    setUrl(JdbcUrl.PREFIX + "mem:" + name);
  }

  /** Sets an option that is not in the URL. */
  public void setOption(String name, String value) {
    options.setProperty(name, value);
  }

  /** The schema in which unqualified names are looked up. */
  public void setSchema(String schema) {
    setOption("schema", schema);
  }

  /** What statements do when they meet a rival: default, wait, fail or skip. */
  public void setConflictPolicy(String policy) {
    setOption("conflict_policy", policy);
  }

  /** How long a statement waits for a rival, in milliseconds. */
  public void setLockTimeout(int milliseconds) {
    setOption("lock_timeout", Integer.toString(milliseconds));
  }

  /** The level that connections begin with, as SQL writes it. */
  public void setTransactionIsolation(String level) {
    setOption("transaction_isolation", level);
  }

  /** The connections' name in errors and views. */
  public void setLabel(String label) {
    setOption("label", label);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!JdbcUrl.accepts(url)) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "a URL of Duet begins with " + JdbcUrl.PREFIX + "; this one is '" + url + "'");
    }
    return Connecting.connect(url, options);
  }

  /** As {@link #getConnection()}: an embedded database knows no users. */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept and given back; nothing is written to it. */
  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  /** Kept and given back, without effect: connecting waits for nobody. */
  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    loginTimeout = ConfiguredStatement.requireNotNegative(seconds, "a time-out");
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlExceptions.unsupported("java.util.logging");
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    throw SqlExceptions.unsupported("a connection builder");
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw SqlExceptions.unsupported("a sharding key");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }
}
