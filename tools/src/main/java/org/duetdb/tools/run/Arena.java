package org.duetdb.tools.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.duetdb.api.spi.Observer;

/** The place in which one permutation runs: an engine with nothing else in it, and its time. */
public interface Arena extends AutoCloseable {
  /** A new session of that name, which speaks the contender's language. */
  Client connect(String session);

  /** The engine's time. */
  Pace pace();

  /** Whom the session of that name waits for just now; {@code clock} tells when that is. */
  Optional<Wait> waiting(String session, Supplier<Moment> clock);

  /**
   * Has {@code observer} told what the engine does from now on.
   *
   * @return false if it does not tell
   */
  default boolean observe(Observer observer) {
    return false;
  }

  /** All data there is, if the engine can tell without being asked in its language. */
  List<Row> data();

  /** Ends the engine, or leaves it. */
  @Override
  void close();
}
