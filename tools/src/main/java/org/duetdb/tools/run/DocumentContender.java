package org.duetdb.tools.run;

import java.util.Map;
import org.duetdb.api.Deployment;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.tools.schedule.Schedule;

/** Duet's document API with its own defaults: an autocommit write waits, a transaction fails. */
final class DocumentContender implements Contender {
  @Override
  public String key() {
    return "documents";
  }

  @Override
  public String title() {
    return "Duet's document API, which is MongoDB's";
  }

  @Override
  public Arena open(Schedule schedule) {
    return DuetArena.open(schedule, DocumentContender::connect);
  }

  private static Client connect(
      Deployment deployment, String session, Map<String, EngineSession> sessions) {
    var engine = deployment.engine().openSession(session);
    sessions.put(session, engine);
    return new DocumentClient(deployment.session(engine), engine);
  }
}
