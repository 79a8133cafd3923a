package org.duetdb.sql.grammar;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * One FOR UPDATE clause or its kin.
 *
 * @param position where it stands
 * @param words which of the four strengths
 * @param tables what OF names; empty for every table of the query
 * @param reaction what to do when the row is taken
 */
public record LockClause(
    SqlParserPos position, Words words, List<SqlIdentifier> tables, Reaction reaction) {

  /** The strengths that can be written, the strongest first. */
  public enum Words {
    /** Exclusive. */
    UPDATE("FOR UPDATE"),
    /** Exclusive too: Duet has no weaker exclusive lock. */
    NO_KEY_UPDATE("FOR NO KEY UPDATE"),
    /** Shared. */
    SHARE("FOR SHARE"),
    /** Shared too: Duet has no weaker shared lock. */
    KEY_SHARE("FOR KEY SHARE");

    private final String sql;

    Words(String sql) {
      this.sql = sql;
    }

    /** The words as SQL writes them. */
    public String sql() {
      return sql;
    }

    /** Whether this is the stronger of two. */
    public boolean isStrongerThan(Words other) {
      return compareTo(other) < 0;
    }

    /** Whether several transactions may hold the lock at once. */
    public boolean isShared() {
      return this == SHARE || this == KEY_SHARE;
    }
  }

  /**
   * What to do when the lock is taken.
   *
   * @param policy NOWAIT or SKIP LOCKED; empty for a request to wait
   * @param seconds the bound of WAIT n, a number or a parameter; empty for none
   */
  public record Reaction(Optional<ConflictPolicy> policy, Optional<SqlNode> seconds) {
    /** Nothing was said. */
    public static final Reaction NONE = new Reaction(Optional.empty(), Optional.empty());

    static Reaction of(ConflictPolicy policy) {
      return new Reaction(Optional.of(policy), Optional.empty());
    }

    static Reaction waiting(SqlNode seconds) {
      return new Reaction(Optional.of(ConflictPolicy.WAIT), Optional.of(seconds));
    }
  }
}
