package org.duetdb.sql.expression;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one execution of a statement gives its closures beside their input, as an array, because it
 * crosses to the engine as an operation's parameters: first the {@link StatementFacts}, then the
 * parameters' values, then a slot for each outer row and each sub-query's result. An attempt of a
 * statement has an environment of its own.
 */
public final class Environment {
  private static final int FIRST_PARAMETER = 1;

  private Environment() {}

  /** An environment with room for {@code slots} values behind the parameters. */
  public static @Nullable Object[] of(
      StatementFacts facts, @Nullable Object[] parameters, int slots) {
    Object[] environment = new Object[FIRST_PARAMETER + parameters.length + slots];
    environment[0] = facts;
    System.arraycopy(parameters, 0, environment, FIRST_PARAMETER, parameters.length);
    return environment;
  }

  /** The statement's facts. */
  public static StatementFacts facts(@Nullable Object[] environment) {
    return (StatementFacts) Objects.requireNonNull(environment[0]);
  }

  /** The place of a parameter counted from 0. */
  public static int parameter(int index) {
    return FIRST_PARAMETER + index;
  }

  /** The place of a slot counted from 0, in a statement of so many parameters. */
  public static int slot(int parameters, int index) {
    return FIRST_PARAMETER + parameters + index;
  }
}
