package org.duetdb.tools.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.time.TimeSource;
import org.duetdb.tools.run.Arena;
import org.duetdb.tools.run.Client;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Pace;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.Wait;
import org.duetdb.tools.schedule.Schedule;

/**
 * Runs histories at one level, one after another in the same deployment, because the first use of a
 * statement costs more than a history. Sessions whose name begins with {@code d} speak documents,
 * the others SQL.
 */
final class HistoryContender implements Contender, AutoCloseable {
  private static final AtomicLong OPENED = new AtomicLong();

  private final IsolationLevel level;
  private final Keys keys;
  private final Optional<Pace> pace;
  private final Deployment deployment;
  private final Map<String, HistoryClient> clients = new HashMap<>();
  private HistoryLog log;

  private HistoryContender(IsolationLevel level, Keys keys, TimeSource time, Optional<Pace> pace)
      throws SQLException {
    this.level = level;
    this.keys = keys;
    this.pace = pace;
    var name = HistoryContender.class.getName() + "-" + OPENED.incrementAndGet();
    deployment = Deployment.open(DeploymentOptions.parse("duet:mem:" + name).withTime(time));
    SqlLanguage.createTables(name);
    log = new HistoryLog(keys);
  }

  /** For the schedule runner. */
  static HistoryContender stepped(IsolationLevel level, HistoryPace pace) throws SQLException {
    return new HistoryContender(level, Keys.few(), pace.time(), Optional.of(pace));
  }

  /** For threads that run as they like. */
  static HistoryContender free(IsolationLevel level, TimeSource time) throws SQLException {
    return new HistoryContender(level, Keys.many(), time, Optional.empty());
  }

  Keys keys() {
    return keys;
  }

  /** Forgets all data and begins another history. */
  void reset() {
    log = new HistoryLog(keys);
    clients.values().forEach(client -> client.log(log));
    fill("arrays", keys.arrays().stream().map(key -> list(key, List.of())).toList());
    fill("texts", keys.texts().stream().map(key -> list(key, "")).toList());
    fill(
        "registers",
        keys.registers().stream().filter(keys::existsFromTheStart).map(this::register).toList());
  }

  private static Document list(String key, Object items) {
    return new Document("_id", key).append("items", items);
  }

  private Document register(String key) {
    return new Document("_id", key)
        .append("grp", keys.group(key))
        .append("val", 0)
        .append("seq", 0);
  }

  private void fill(String name, List<Document> documents) {
    var collection = deployment.database("test").collection(name);
    collection.deleteMany(new Document());
    collection.insertMany(documents);
  }

  /** A client of that name; the same one for the same name. Not thread-safe. */
  HistoryClient client(String name) {
    return clients.computeIfAbsent(name, this::newClient);
  }

  private HistoryClient newClient(String name) {
    try {
      var language =
          name.startsWith("d")
              ? new DocumentLanguage(deployment, keys, level, name)
              : new SqlLanguage(deployment.name(), keys, level, name);
      return new HistoryClient(keys, name, language, log);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /** What has happened since {@link #reset}; nothing may be under way. */
  History history() {
    var auditor = log.begin("auditor");
    var language = client("d-auditor").language();
    try {
      for (var key : all()) {
        auditor.add(new History.Read(key, language.read(key, false).orElse(List.of()), true));
      }
    } catch (SQLException impossible) {
      throw new AssertionError(impossible);
    }
    return log.history(auditor);
  }

  private List<String> all() {
    var all = new ArrayList<String>();
    all.addAll(keys.arrays());
    all.addAll(keys.texts());
    all.addAll(keys.registers());
    return all;
  }

  Document serverStatus() {
    return deployment.serverStatus();
  }

  @Override
  public String key() {
    return "history";
  }

  @Override
  public String title() {
    return "histories at " + level.sqlName();
  }

  @Override
  public Arena open(Schedule schedule) {
    reset();
    return new HistoryArena();
  }

  @Override
  public void close() {
    deployment.shutdown();
    deployment.close();
  }

  private final class HistoryArena implements Arena {
    @Override
    public Client connect(String session) {
      return client(session.equals("setup") ? "d-setup" : session);
    }

    @Override
    public Pace pace() {
      return pace.orElseThrow();
    }

    @Override
    public Optional<Wait> waiting(String session, Supplier<Moment> clock) {
      return client(session)
          .language()
          .engine()
          .waiting()
          .map(
              waiting ->
                  new Wait(
                      clock.get(),
                      waiting.holders(),
                      waiting.conflict().document(),
                      waiting.conflict().decidedBy()));
    }

    @Override
    public List<Row> data() {
      return List.of();
    }

    @Override
    public void close() {
      // The deployment stays for the next history.
    }
  }
}
