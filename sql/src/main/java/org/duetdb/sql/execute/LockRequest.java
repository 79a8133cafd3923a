package org.duetdb.sql.execute;

import java.math.BigDecimal;
import java.util.Optional;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.spi.Lock;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlNotice;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.expression.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What a locking clause asks for.
 *
 * @param strength how strong
 * @param policy what it says of a rival, if anything
 * @param seconds the bound of WAIT n if it is written as a number
 * @param parameter the number of the parameter that is the bound; -1 if it is none
 * @param words the clause as it was written
 */
public record LockRequest(
    Lock.Strength strength,
    Optional<ConflictPolicy> policy,
    BigDecimal seconds,
    int parameter,
    String words) {
  /** Said to whoever locks outside a transaction. */
  static final SqlNotice HELD_BRIEFLY =
      new SqlNotice(
          SqlState.WARNING,
          "a locking clause outside a transaction holds its locks until the statement ends");

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  /** The engine's form of it; WAIT 0 is NOWAIT. */
  Lock lock(@Nullable Object[] environment) {
    BigDecimal bound = parameter < 0 ? seconds : bound(environment);
    if (bound.signum() < 0) {
      throw new SqlFailure(SqlState.INVALID_PARAMETER_VALUE, "WAIT cannot be negative");
    }
    boolean atOnce = policy.filter(ConflictPolicy.WAIT::equals).isPresent() && bound.signum() == 0;
    return new Lock(
        strength,
        atOnce ? Optional.of(ConflictPolicy.NOWAIT) : policy,
        bound.multiply(NANOS).longValue(),
        words);
  }

  private BigDecimal bound(@Nullable Object[] environment) {
    if (environment[Environment.parameter(parameter)] instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    throw new SqlFailure(SqlState.INVALID_PARAMETER_VALUE, "WAIT needs a number of seconds");
  }
}
