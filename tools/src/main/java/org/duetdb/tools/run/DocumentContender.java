package org.duetdb.tools.run;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duetdb.api.Deployment;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.tools.schedule.Schedule;

/**
 * Duet's document API. Without a policy it has its own defaults: an autocommit write waits, a
 * transaction fails. With one every operation has it that does not choose one itself.
 */
final class DocumentContender implements Contender {
  private final Optional<ConflictPolicy> policy;

  DocumentContender(Optional<ConflictPolicy> policy) {
    this.policy = policy;
  }

  @Override
  public String key() {
    return "documents" + policy.map(one -> ":" + word(one)).orElse("");
  }

  @Override
  public String title() {
    return "Duet's document API, "
        + policy.map(one -> word(one) + " on conflict").orElse("which is MongoDB's");
  }

  private static String word(ConflictPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Arena open(Schedule schedule) {
    return DuetArena.open(schedule, this::connect);
  }

  private Client connect(
      Deployment deployment, String session, Map<String, EngineSession> sessions) {
    var engine = deployment.engine().openSession(session);
    sessions.put(session, engine);
    return new DocumentClient(deployment.session(engine), engine, policy);
  }
}
