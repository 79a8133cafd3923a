package org.duetdb.tools.foreign;

import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.duetdb.tools.run.Contender;
import org.jspecify.annotations.Nullable;

/**
 * Engines other than Duet, by key: {@code postgres:rc}, {@code h2:rr}, or a JDBC URL, with {@code
 * #ser} behind it for another level than READ COMMITTED; or MongoDB's connection string. PostgreSQL
 * is started when the first contender needs it, and stopped when this is closed. For one thread at
 * a time.
 */
public final class ForeignContenders implements AutoCloseable {
  private @Nullable PostgresServer server;
  private @Nullable MongoContenders mongo;

  /** Starts nothing yet. */
  public ForeignContenders() {}

  /** Those that a comparison shows beside Duet when nobody says what it should show. */
  public static List<String> usual() {
    return List.of("postgres:rc", "postgres:rr", "h2:rc", "h2:rr");
  }

  /**
   * The contender of that key; empty if no engine has such a key.
   *
   * @throws ForeignEngineException if the engine is not there; the message says what to add
   */
  public Optional<Contender> named(String key) {
    if (key.startsWith("jdbc:")) {
      return Optional.of(byUrl(key));
    }
    if (key.startsWith("mongodb:") || key.startsWith("mongodb+srv:")) {
      return Optional.of(mongo().at(key));
    }
    int colon = key.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    var level = Level.of(key.substring(colon + 1));
    return switch (key.substring(0, colon)) {
      case "postgres" -> level.map(one -> postgres(key, one));
      case "h2" -> level.map(one -> h2(key, one));
      default -> Optional.empty();
    };
  }

  private MongoContenders mongo() {
    requireClass("com.mongodb.client.MongoClients", "org.mongodb:mongodb-driver-sync");
    var found = mongo == null ? new MongoContenders() : mongo;
    mongo = found;
    return found;
  }

  static void requireClass(String name, String artifact) {
    try {
      Class.forName(name, false, ForeignContenders.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new ForeignEngineException(
          "MongoDB's driver is not there: add " + artifact + " to the module path", missing);
    }
  }

  private Contender postgres(String key, Level level) {
    requireDriver("jdbc:postgresql:x", "org.postgresql:postgresql");
    var running = server;
    if (running == null) {
      running = PostgresServer.start();
      server = running;
    }
    return postgres(key, running.url(), level);
  }

  private static Contender postgres(String key, String url, Level level) {
    return new ForeignContender(
        key,
        product(url) + " at " + level.sql(),
        lifetime -> new PostgresArena(url, level, lifetime));
  }

  private static Contender h2(String key, Level level) {
    requireDriver("jdbc:h2:mem:", "com.h2database:h2");
    return new ForeignContender(
        key,
        product("jdbc:h2:mem:") + " at " + level.sql(),
        lifetime -> new H2Arena(level, lifetime));
  }

  private static Contender byUrl(String key) {
    int hash = key.lastIndexOf('#');
    var level = hash < 0 ? Optional.of(Level.READ_COMMITTED) : Level.of(key.substring(hash + 1));
    if (level.isEmpty()) {
      throw new ForeignEngineException(
          "'" + key.substring(hash + 1) + "' is no level: #rc, #rr or #ser");
    }
    var url = hash < 0 ? key : key.substring(0, hash);
    requireDriver(url, "the engine's JDBC driver");
    var title = product(url) + " at " + level.get().sql();
    return url.startsWith("jdbc:postgresql:")
        ? postgres(key, url, level.get())
        : new ForeignContender(
            key,
            title + "; a step that takes 300 ms is taken to wait",
            lifetime -> new JdbcArena(url, level.get(), lifetime));
  }

  /** The engine's name and version. */
  private static String product(String url) {
    return ForeignArena.must(
        "reach " + url,
        () -> {
          try (var connection = DriverManager.getConnection(url)) {
            var facts = connection.getMetaData();
            return facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion();
          }
        });
  }

  private static void requireDriver(String url, String artifact) {
    if (DriverManager.drivers()
        .noneMatch(driver -> ForeignArena.must("ask a driver", () -> driver.acceptsURL(url)))) {
      throw new ForeignEngineException(
          "no JDBC driver for " + url + ": add " + artifact + " to the module path");
    }
  }

  @Override
  public void close() {
    var running = server;
    server = null;
    if (running != null) {
      running.close();
    }
    var clients = mongo;
    mongo = null;
    if (clients != null) {
      clients.close();
    }
  }
}
