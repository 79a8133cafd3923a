package org.duetdb.engine.mvcc;

import java.nio.ByteBuffer;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * A document whose segment is listed again and again, under writers and readers: who takes the
 * document from the list reads what who asks its head would read.
 */
public class SegmentLincheckTest {
  private final Timestamps timestamps = new Timestamps();
  private final Segment segment = new Segment(2);
  private final Head head = new Head();

  public SegmentLincheckTest() {
    head.place(0, segment);
    head.replace(head.state(), Version.committed(bytes(0), null));
    segment.put(0, head);
    segment.remove(1);
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static int value(byte[] document) {
    return ByteBuffer.wrap(document).getInt();
  }

  /** Adds one, as autocommit does. */
  @Operation
  public int add() {
    while (true) {
      var seen = head.state();
      var next = Version.committed(bytes(value(seen.newest().document()) + 1), null);
      if (head.install(seen, next)) {
        next.timestamp(timestamps);
        return value(next.document());
      }
    }
  }

  @Operation
  public int read() {
    return value(Snapshot.newestCommitted(head, timestamps).document());
  }

  /** Reads from the list if there is one; makes it if it is time. */
  @Operation
  public int scan() {
    long snapshot = timestamps.current();
    var documents = segment.allVisible(snapshot, timestamps);
    return documents == null ? read() : value(documents.document(0));
  }

  /** Makes the list. */
  @Operation
  public void list() {
    for (int i = 0; i < Segment.PATIENCE; i++) {
      segment.allVisible(timestamps.current(), timestamps);
    }
  }

  @Test
  void isLinearizableInEveryInterleaving() {
    Linearizability.inEveryInterleaving(SegmentLincheckTest.class);
  }

  @Test
  void isLinearizableUnderStress() {
    Linearizability.underStress(SegmentLincheckTest.class);
  }
}
