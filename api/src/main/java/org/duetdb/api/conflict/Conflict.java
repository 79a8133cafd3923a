package org.duetdb.api.conflict;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of one conflict, as an error or a view reports them.
 *
 * @param namespace {@code database.collection}
 * @param document the {@code _id} of the document, or the unique key, as text; empty if the
 *     conflict is about the collection as a whole
 * @param holder who has the claim, or has committed (a session and transaction, as text); empty
 *     after a write outside transactions, or when more than a thousand transactions have committed
 *     since
 * @param holderStatement the statement that took the claim, or the last one of who has committed
 * @param since when the holder's transaction began, if there is one
 * @param committed whether there is no claim any more, but a version younger than the snapshot
 * @param decidedBy what chose the reaction: a clause, a policy, or the level
 */
public record Conflict(
    String namespace,
    String document,
    Optional<String> holder,
    Optional<String> holderStatement,
    Optional<Instant> since,
    boolean committed,
    String decidedBy) {

  /** The facts in one sentence. */
  public String describe() {
    var text =
        new StringBuilder(
            document.isEmpty()
                ? "collection " + namespace
                : "document " + document + " of " + namespace);
    text.append(committed ? " was committed after the snapshot" : " is claimed");
    holder.ifPresent(who -> text.append(" by ").append(who));
    holderStatement.ifPresent(statement -> text.append(" (").append(statement).append(')'));
    since.ifPresent(start -> text.append(committed ? ", begun " : " since ").append(start));
    return text.append("; decided by ").append(decidedBy).toString();
  }
}
