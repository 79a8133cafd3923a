package org.duetdb.api.spi;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.bson.types.ObjectId;
import org.duetdb.api.time.TimeSource;

/**
 * What a deployment draws by chance: ids, seeds and the lengths of pauses. Everything comes from
 * the generator that the deployment was opened with and from its clock, so that a run in virtual
 * time with the same seed draws the same. Thread-safe if that generator is.
 *
 * <p>This is the only class of Duet that chooses a generator where the opener brings none.
 */
public final class Chance {
  private static final int COUNTER_BITS = 24;
  private static final int COUNTER_MASK = (1 << COUNTER_BITS) - 1;

  private final TimeSource time;
  private final RandomGenerator generator;
  private final long place;
  private final AtomicInteger counter;

  /**
   * The chance of a new deployment.
   *
   * @param given the generator that the opener brings; without one it is one that nobody can guess
   */
  public Chance(TimeSource time, Optional<RandomGenerator> given) {
    this.time = time;
    generator = given.orElseGet(SecureRandom::new);
    long drawn = generator.nextLong();
    place = drawn & ~COUNTER_MASK;
    counter = new AtomicInteger((int) drawn & COUNTER_MASK);
  }

  /** Where random numbers come from. */
  public RandomGenerator generator() {
    return generator;
  }

  /**
   * A new ObjectId in MongoDB's layout: the seconds of the deployment's clock, five bytes that are
   * drawn once per deployment, and a counter. Those of one second therefore sort as they were
   * drawn, but for the turn of the counter.
   */
  public ObjectId objectId() {
    long rest = place | counter.getAndIncrement() & COUNTER_MASK;
    return new ObjectId(
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
            .putInt((int) time.now().getEpochSecond())
            .putLong(rest)
            .array());
  }

  /** A random UUID, of version 4. */
  public static UUID uuid(RandomGenerator generator) {
    long high = generator.nextLong() & ~0xf000L | 0x4000L;
    long low = generator.nextLong() & ~(3L << 62) | 1L << 63;
    return new UUID(high, low);
  }
}
