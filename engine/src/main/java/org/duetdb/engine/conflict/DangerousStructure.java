package org.duetdb.engine.conflict;

/**
 * When the edges between SERIALIZABLE transactions could close a cycle: T0 → pivot → T3, where T3
 * is the first of the three to commit. The rules are PostgreSQL's ({@code predicate.c}), after
 * Cahill (2009) and Ports and Grittner (VLDB 2012, 3.3 and 4.1). Pure functions of the nodes.
 */
final class DangerousStructure {
  private DangerousStructure() {}

  /** Whether the edge reader → writer completes one, with the writer as the pivot or the reader. */
  static boolean completedBy(SerializableNode reader, SerializableNode writer) {
    return writer.out.stream().anyMatch(last -> isPivot(reader, writer, last))
        || (writer.isPrepared()
            && !reader.readOnly
            && reader.in.keySet().stream().anyMatch(first -> isFirst(first, writer)));
  }

  /**
   * Whether {@code last} has committed before both others, so that reader → pivot → last is
   * dangerous.
   */
  private static boolean isPivot(
      SerializableNode reader, SerializableNode pivot, SerializableNode last) {
    return last.isPrepared()
        && last.prepareSequence <= reader.commitSequence
        && last.prepareSequence <= pivot.commitSequence
        // Because a read-only transaction fits in front of everything that its snapshot does not
        // contain.
        && (!reader.readOnly || last.prepareSequence <= reader.snapshotSequence);
  }

  /**
   * Whether first → reader → writer is dangerous, the writer being about to commit or committed.
   */
  private static boolean isFirst(SerializableNode first, SerializableNode writer) {
    return !first.isDoomed()
        && first.commitSequence >= writer.prepareSequence
        && (!first.readOnly || first.snapshotSequence >= writer.prepareSequence);
  }

  /**
   * Whether {@code pivot} stands between a live transaction and {@code committing}, which will be
   * the first to commit.
   */
  static boolean endsIn(SerializableNode pivot, SerializableNode committing) {
    return !pivot.isCommitted()
        && !pivot.isDoomed()
        && pivot.in.keySet().stream()
            .anyMatch(
                first ->
                    first == committing
                        || (!first.isCommitted() && !first.readOnly && !first.isDoomed()));
  }
}
