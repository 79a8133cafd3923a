package org.duetdb.engine.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonInt32;
import org.duetdb.api.bson.DocumentKey;
import org.junit.jupiter.api.Test;

/** When the documents of a segment are known to be visible as a whole, and when no longer. */
final class SegmentTest {
  private final Timestamps timestamps = new Timestamps();
  private final DocumentStore store = new DocumentStore("test");
  private final List<Head> heads = new ArrayList<>();

  private static final class Someone extends Writer {
    void commit(Timestamps timestamps) {
      assertThat(decideCommit()).isTrue();
      publish(timestamps);
    }
  }

  private static DocumentKey key(int id) {
    return DocumentKey.of(new BsonInt32(id));
  }

  private void fill(int count) {
    for (int id = 0; id < count; id++) {
      var head = store.headFor(key(id));
      head.install(head.state(), Version.committed(new byte[] {(byte) id}, null));
      heads.add(head);
    }
  }

  private AllVisible scan(long snapshot) {
    return store.scan().allVisible(snapshot, timestamps);
  }

  /** What the scan answers that comes by when it is time to list. */
  private AllVisible patientScan() {
    AllVisible found = null;
    for (int i = 0; i < Segment.PATIENCE && found == null; i++) {
      found = scan(Long.MAX_VALUE - 1);
    }
    return found;
  }

  private Head replace(int id, Version version) {
    var head = heads.get(id);
    assertThat(head.install(head.state(), version)).isTrue();
    return head;
  }

  private Version newest(int id) {
    return heads.get(id).state().newest();
  }

  @Test
  void aScanThatComesByLaterFindsTheDocumentsInOrderOfInsertion() {
    fill(Segment.SIZE);
    for (int i = 1; i < Segment.PATIENCE; i++) {
      assertThat(scan(timestamps.current())).as("scan %s", i).isNull();
    }

    var documents = patientScan();

    assertThat(documents.size()).isEqualTo(Segment.SIZE);
    for (int id = 0; id < Segment.SIZE; id++) {
      assertThat(documents.document(id)).isSameAs(newest(id).document());
    }
    assertThat(patientScan()).as("as long as nothing happens").isSameAs(documents);
  }

  @Test
  void theScanGoesOnBehindTheSegment() {
    fill(Segment.SIZE + 1);
    assertThat(patientScan()).isNotNull();

    var scan = store.scan();

    assertThat(scan.allVisible(timestamps.current(), timestamps)).isNotNull();
    assertThat(scan.allVisible(timestamps.current(), timestamps)).as("not full").isNull();
    assertThat(scan.next()).isSameAs(heads.get(Segment.SIZE));
    assertThat(scan.next()).isNull();
  }

  @Test
  void anOlderSnapshotLooksAtTheVersions() {
    fill(Segment.SIZE - 1);
    newest(0).timestamp(timestamps); // as the first that needs it does
    long before = timestamps.current();
    fill1();

    assertThat(patientScan()).isNotNull();
    assertThat(scan(before)).isNull();
    assertThat(scan(timestamps.current())).isNotNull();
  }

  private void fill1() {
    var head = store.headFor(key(Segment.SIZE));
    head.install(head.state(), Version.committed(new byte[] {1}, null));
    head.state().newest().timestamp(timestamps);
    heads.add(head);
  }

  @Test
  void aWriteTakesTheListAwayBeforeItHappens() {
    fill(Segment.SIZE);
    var documents = patientScan();

    replace(7, Version.committed(new byte[] {77}, newest(7)));

    assertThat(scan(timestamps.current())).isNull();
    assertThat(patientScan()).as("an older version hangs there").isNull();

    newest(7).cutTo(null);
    assertThat(patientScan().document(7)).containsExactly(77);
    assertThat(documents.document(7)).as("for who has it already").containsExactly(7);
  }

  @Test
  void aClaimTakesTheListAway() {
    fill(Segment.SIZE);
    assertThat(patientScan()).isNotNull();
    var someone = new Someone();

    var head = heads.get(3);
    assertThat(head.claim(head.state(), someone, 1, true, false)).isTrue();
    assertThat(patientScan()).isNull();

    someone.commit(timestamps);
    head.settle(someone, timestamps);
    assertThat(patientScan()).isNotNull();
  }

  @Test
  void anUncommittedVersionIsNotListedBeforeItsCommit() {
    fill(Segment.SIZE - 1);
    var someone = new Someone();
    var head = store.headFor(key(Segment.SIZE));
    heads.add(head);
    replace(Segment.SIZE - 1, Version.of(new byte[] {1}, null, someone, 1));
    assertThat(patientScan()).isNull();

    someone.commit(timestamps);

    assertThat(patientScan()).isNotNull();
  }

  @Test
  void headsThatHaveGoneAreNoObstacleAndTombstonesAre() {
    fill(Segment.SIZE);
    var tombstone = Version.committed(null, null);
    replace(5, tombstone);
    assertThat(patientScan()).isNull();

    assertThat(store.retire(key(5), heads.get(5), tombstone)).isTrue();

    var documents = patientScan();
    assertThat(documents.size()).isEqualTo(Segment.SIZE - 1);
    assertThat(documents.document(5)).containsExactly(6);
  }

  @Test
  void aHeadThatIsYetToComePreventsTheList() {
    var segment = new Segment(2);
    segment.remove(1);
    for (int i = 0; i < Segment.PATIENCE; i++) {
      assertThat(segment.allVisible(1, timestamps)).isNull();
    }
  }

  @Test
  void whoHasSeenAVersionBeforeItWasListedTriesAgain() {
    fill(Segment.SIZE);
    var seen = heads.get(9).state();
    var documents = patientScan();

    assertThat(heads.get(9).install(seen, Version.committed(new byte[] {99}, null))).isFalse();

    assertThat(scan(timestamps.current())).isSameAs(documents);
    assertThat(newest(9).standsFor(seen.newest())).isTrue();
    assertThat(newest(8).standsFor(seen.newest())).isFalse();
  }
}
