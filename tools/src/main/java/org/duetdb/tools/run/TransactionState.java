package org.duetdb.tools.run;

import org.duetdb.api.spi.EngineSession;

/** What a session's transaction can do. */
public enum TransactionState {
  /** There is none. */
  NONE("none"),
  /** It is open. */
  OPEN("open"),
  /** It is dead, and only a rollback is left. */
  FAILED("dead");

  private final String word;

  TransactionState(String word) {
    this.word = word;
  }

  /** What the engine's word for it is here. */
  static TransactionState of(EngineSession.State state) {
    return switch (state) {
      case AUTOCOMMIT -> NONE;
      case ACTIVE -> OPEN;
      case FAILED -> FAILED;
    };
  }

  /** The word reports use. */
  public String word() {
    return word;
  }
}
