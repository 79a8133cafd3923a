package org.duetdb.tools.run;

import java.util.Optional;
import org.duetdb.api.spi.Observation.State;

/**
 * One version of a document or row in a run.
 *
 * @param collection without its database
 * @param document its key as text
 * @param content empty if the document was deleted
 * @param session who wrote it
 * @param step in which; empty for a setup or teardown
 * @param state what became of it
 * @param commit if it is committed, by which commit of the run: 0 is before the first step
 * @param written when
 */
public record DocumentVersion(
    String collection,
    String document,
    Optional<Row> content,
    String session,
    Optional<String> step,
    State state,
    int commit,
    Moment written) {
  /** Whether both are of one document. */
  public boolean isOfSameDocument(DocumentVersion other) {
    return collection.equals(other.collection) && document.equals(other.document);
  }

  /** Whether the other one is its session's, of the same document, and not decided. */
  boolean overwrites(DocumentVersion other) {
    return other.state == State.OPEN && session.equals(other.session) && isOfSameDocument(other);
  }

  /** The same with what is told of it later. */
  DocumentVersion decided(DocumentVersion later) {
    return new DocumentVersion(
        collection, document, content, session, step, later.state, later.commit, written);
  }
}
