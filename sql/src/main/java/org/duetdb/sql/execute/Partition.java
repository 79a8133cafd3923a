package org.duetdb.sql.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one partition of a window, in order, and which of them are peers. */
final class Partition {
  private final List<Entry> entries;
  private final WindowFrame frame;
  private final @Nullable Object[] environment;
  private final int[] firstPeers;
  private final int[] lastPeers;

  Partition(
      List<Entry> entries, RowOrder order, WindowFrame frame, @Nullable Object[] environment) {
    this.entries = entries;
    this.frame = frame;
    this.environment = environment;
    this.firstPeers = new int[entries.size()];
    this.lastPeers = new int[entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      boolean peer = i > 0 && order.compare(keys(i - 1), keys(i)) == 0;
      firstPeers[i] = peer ? firstPeers[i - 1] : i;
    }
    for (int i = entries.size() - 1; i >= 0; i--) {
      boolean peer = i < entries.size() - 1 && firstPeers[i + 1] == firstPeers[i];
      lastPeers[i] = peer ? lastPeers[i + 1] : i;
    }
  }

  /** A row and the values that order it. */
  record Entry(@Nullable Object[] row, @Nullable Object[] keys) {}

  int size() {
    return entries.size();
  }

  @Nullable Object[] row(int index) {
    return entries.get(index).row();
  }

  @Nullable Object[] keys(int index) {
    return entries.get(index).keys();
  }

  @Nullable Object[] environment() {
    return environment;
  }

  /** The first row that is equal in order. */
  int firstPeer(int index) {
    return firstPeers[index];
  }

  /** The last row that is equal in order. */
  int lastPeer(int index) {
    return lastPeers[index];
  }

  /** The first row of a row's frame; it may lie behind the last. */
  int frameStart(int index) {
    return Math.max(0, frame.start(this, index));
  }

  /** The last row of a row's frame. */
  int frameEnd(int index) {
    return Math.min(size() - 1, frame.end(this, index));
  }

  /** Whether every frame begins with the partition, so that it only grows from row to row. */
  boolean framesGrow() {
    return frame.startsWithPartition();
  }
}
