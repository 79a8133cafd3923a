package org.duetdb.sql.expression;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** What a statement knows beside its documents and parameters; the same in all its attempts. */
public interface StatementFacts {
  /** The statement's time. */
  Instant time();

  /** Where random values come from. */
  RandomGenerator random();

  /** The schema of unqualified names. */
  String schema();

  /** The next value of a sequence, by its name with or without a schema. */
  long nextValue(String sequence);

  /**
   * The value that the session has drawn last from a sequence, in this statement or before.
   *
   * @throws org.duetdb.sql.SqlFailure if it has drawn none
   */
  long currentValue(String sequence);

  /** The name of the deployment, which is JDBC's catalog. */
  String catalog();
}
