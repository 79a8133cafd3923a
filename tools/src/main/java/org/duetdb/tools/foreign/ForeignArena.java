package org.duetdb.tools.foreign;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.duetdb.tools.run.Arena;
import org.duetdb.tools.run.Client;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Pace;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.SqlClient;
import org.duetdb.tools.run.Wait;

/** A place in an engine that is reached over JDBC. */
abstract class ForeignArena implements Arena {
  private final Pace pace;

  /**
   * With the time that a step may take before it is taken to wait, if the engine does not say so.
   */
  ForeignArena(Duration patience, Duration realLifetime) {
    pace = new ForeignPace(patience, realLifetime, () -> blocked().keySet());
  }

  /** An engine's own calls. */
  @FunctionalInterface
  interface Call<R> {
    R call() throws SQLException;
  }

  /** Makes the call; what fails here is the engine, not a statement of a schedule. */
  static <R> R must(String what, Call<R> call) {
    try {
      return call.call();
    } catch (SQLException failure) {
      throw new ForeignEngineException("cannot " + what + ": " + failure.getMessage(), failure);
    }
  }

  /** A new connection for a session of that name. */
  abstract Connection open(String session) throws SQLException;

  /** How the session is told apart from others and asked for its state. */
  abstract SqlClient.Control control(String session, Connection connection) throws SQLException;

  /** Whom each session that waits waits for just now, as far as the engine can tell. */
  abstract Map<String, List<String>> blocked();

  @Override
  public final Client connect(String session) {
    return must(
        "connect session " + session,
        () -> {
          var connection = open(session);
          return new SqlClient(connection, control(session, connection));
        });
  }

  @Override
  public final Pace pace() {
    return pace;
  }

  @Override
  public final Optional<Wait> waiting(String session, Supplier<Moment> clock) {
    return Optional.ofNullable(blocked().get(session))
        .map(holders -> new Wait(clock.get(), holders, "", ""));
  }

  @Override
  public final List<Row> data() {
    return List.of();
  }
}
