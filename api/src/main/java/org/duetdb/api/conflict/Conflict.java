package org.duetdb.api.conflict;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of one conflict, as an error or a view reports them.
 *
 * @param namespace {@code database.collection}
 * @param document the {@code _id} of the document, or the unique key, as text; empty if the
 *     conflict is about the collection as a whole
 * @param holder who has the claim (a session and transaction, as text), if somebody still has it
 * @param holderStatement the statement that took the claim, if known
 * @param since when the holder's transaction began, if there is one
 * @param decidedBy what chose the reaction: a clause, a policy, or the level
 */
public record Conflict(
    String namespace,
    String document,
    Optional<String> holder,
    Optional<String> holderStatement,
    Optional<Instant> since,
    String decidedBy) {

  /** The facts in one sentence. */
  public String describe() {
    var text =
        new StringBuilder(
            document.isEmpty()
                ? "collection " + namespace
                : "document " + document + " of " + namespace);
    holder.ifPresentOrElse(
        who -> text.append(" is claimed by ").append(who),
        () -> text.append(" was committed after the snapshot"));
    holderStatement.ifPresent(statement -> text.append(" (").append(statement).append(')'));
    since.ifPresent(start -> text.append(" since ").append(start));
    return text.append("; decided by ").append(decidedBy).toString();
  }
}
