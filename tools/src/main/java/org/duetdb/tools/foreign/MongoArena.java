package org.duetdb.tools.foreign;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.duetdb.tools.run.Arena;
import org.duetdb.tools.run.Client;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Pace;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.Wait;

/** A database of its own in a MongoDB, dropped at the end. Nobody can tell who waits for whom. */
final class MongoArena implements Arena {
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final AtomicLong OPENED = new AtomicLong();

  private final MongoClient client;
  private final MongoDatabase database;
  private final Pace pace;

  MongoArena(MongoClient client, Duration realLifetime) {
    this.client = client;
    this.pace = new ForeignPace(PATIENCE, realLifetime, Set::of);
    this.database =
        client.getDatabase(
            "duet_compare_" + ProcessHandle.current().pid() + "_" + OPENED.incrementAndGet());
  }

  @Override
  public Client connect(String session) {
    return new MongoSession(client, database);
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public Optional<Wait> waiting(String session, Supplier<Moment> clock) {
    return Optional.empty();
  }

  @Override
  public List<Row> data() {
    return List.of();
  }

  @Override
  public void close() {
    database.drop();
  }
}
