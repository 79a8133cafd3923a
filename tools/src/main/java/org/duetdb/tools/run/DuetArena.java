package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.Observation;
import org.duetdb.api.spi.Observer;
import org.duetdb.api.spi.Waiting;
import org.duetdb.api.time.VirtualTime;
import org.duetdb.tools.schedule.Schedule;

/** A deployment of Duet with virtual time, under a name that nobody else has. */
final class DuetArena implements Arena {
  /** Names are shared by the whole JVM, so what makes them unique is too. */
  private static final AtomicLong OPENED = new AtomicLong();

  /** Random pauses are the same in every run. */
  private static final long SEED = 1;

  private final Deployment deployment;
  private final Pace pace;
  private final Language language;
  private final Map<String, EngineSession> sessions = new HashMap<>();
  private final Listener listener;

  /** Tells whoever wants to know; the deployment is opened before that is known. */
  private static final class Listener implements Observer {
    private volatile Observer told = observation -> {};

    @Override
    public void tell(Observation observation) {
      told.tell(observation);
    }
  }

  /** How sessions of a contender speak to a deployment. */
  @FunctionalInterface
  interface Language {
    /** A session of that name, which registers its engine session. */
    Client connect(Deployment deployment, String session, Map<String, EngineSession> sessions);
  }

  private DuetArena(Deployment deployment, Pace pace, Language language, Listener listener) {
    this.deployment = deployment;
    this.pace = pace;
    this.language = language;
    this.listener = listener;
  }

  static DuetArena open(Schedule schedule, Language language) {
    var time = VirtualTime.create();
    var name = DuetArena.class.getName() + "-" + OPENED.incrementAndGet();
    var options = schedule.head().options();
    var url = "duet:mem:" + name + (options.isEmpty() ? "" : "?" + options);
    var listener = new Listener();
    var deployment =
        Deployment.open(
            DeploymentOptions.parse(url)
                .withTime(time)
                .withRandom(new Random(SEED))
                .withObserver(listener));
    return new DuetArena(deployment, new VirtualPace(time), language, listener);
  }

  @Override
  public Client connect(String session) {
    return language.connect(deployment, session, sessions);
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public boolean observe(Observer told) {
    listener.told = told;
    return true;
  }

  @Override
  public Optional<Wait> waiting(String session, Supplier<Moment> clock) {
    return Optional.ofNullable(sessions.get(session))
        .flatMap(EngineSession::waiting)
        .map(waiting -> wait(waiting, clock.get()));
  }

  private static Wait wait(Waiting waiting, Moment now) {
    return new Wait(
        now, waiting.holders(), waiting.conflict().document(), waiting.conflict().decidedBy());
  }

  @Override
  public List<Row> data() {
    var rows = new ArrayList<Row>();
    var database = deployment.database(DocumentClient.DATABASE);
    for (var name : database.collectionNames()) {
      database.collection(name, BsonDocument.class).find().toList().stream()
          .map(Row::of)
          .forEach(rows::add);
    }
    return rows;
  }

  @Override
  public void close() {
    deployment.shutdown();
    deployment.close();
  }
}
