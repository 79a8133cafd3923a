package org.duetdb.document.update;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;
import static org.duetdb.api.bson.BsonBytes.offset;

import java.util.Arrays;
import java.util.Optional;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.document.update.InPlace.Plan;

/**
 * Applies an update of a few top-level fields field by field: a value of fixed width is patched in
 * a copy, any other is exchanged for one of another length. It does what {@link Rewrite} does,
 * which is made for trees of paths, in a fraction of the time. For one run.
 */
final class TopLevel {
  private static final int MAX_FIELDS = 4;

  private final UpdateRun run;
  private byte[] current;

  private TopLevel(UpdateRun run) {
    this.run = run;
    this.current = run.source();
  }

  /** Whether an update is one of a few top-level fields. */
  static boolean suits(Branch root) {
    if (root.size() > MAX_FIELDS) {
      return false;
    }
    for (int i = 0; i < root.size(); i++) {
      if (!(root.child(i) instanceof Leaf)) {
        return false;
      }
    }
    return true;
  }

  /** The document after the update, or the same array if nothing changed. */
  static byte[] apply(UpdateRun run, Branch root) {
    TopLevel update = new TopLevel(run);
    for (int i = 0; i < root.size(); i++) {
      update.field(root.name(i), (Leaf) root.child(i));
    }
    return update.current;
  }

  private void field(byte[] name, Leaf leaf) {
    long slot = BsonBytes.find(current, name);
    if (slot == NO_SLOT) {
      if (leaf.modifier().missing(run) instanceof Outcome.Value value) {
        append(name, value.value());
      }
      return;
    }
    InPlace inPlace = leaf.modifier().inPlace();
    Plan plan = inPlace.plan(current, slot);
    if (plan == Plan.IMPOSSIBLE) {
      exchange(name, slot, leaf);
    } else if (plan == Plan.PATCH) {
      requireMutable(slot, name, leaf);
      current = current == run.source() ? current.clone() : current;
      inPlace.patch(current, slot);
    }
  }

  private void exchange(byte[] name, long slot, Leaf leaf) {
    Field field = field(name, slot);
    Outcome outcome = leaf.modifier().existing(run, field);
    if (outcome == Outcome.UNCHANGED) {
      return;
    }
    requireMutable(slot, name, leaf);
    int end = BsonBytes.skip(current, field.type(), field.valueOffset());
    if (outcome instanceof Outcome.Value value) {
      BsonSlice next = value.value();
      int from = field.valueOffset();
      current = splice(from, end, next.bytes(), next.offset(), next.size());
      current[field.element()] = next.type();
    } else {
      current = splice(field.element(), end, current, 0, 0);
    }
  }

  private void append(byte[] name, BsonSlice value) {
    int end = current.length - 1;
    int size = value.size();
    byte[] next = Arrays.copyOf(current, current.length + name.length + 2 + size);
    next[end] = value.type();
    System.arraycopy(name, 0, next, end + 1, name.length);
    int valueOffset = end + name.length + 2;
    System.arraycopy(value.bytes(), value.offset(), next, valueOffset, size);
    // The new bytes behind name and value are the zeros that close them.
    next[valueOffset - 1] = 0;
    BsonBytes.putInt32(next, 0, next.length);
    current = next;
  }

  /** The current document with other bytes in place of a range. */
  private byte[] splice(int from, int to, byte[] source, int offset, int length) {
    byte[] next = new byte[current.length - (to - from) + length];
    System.arraycopy(current, 0, next, 0, from);
    System.arraycopy(source, offset, next, from, length);
    System.arraycopy(current, to, next, from + length, current.length - to);
    BsonBytes.putInt32(next, 0, next.length);
    return next;
  }

  private void requireMutable(long slot, byte[] name, Leaf leaf) {
    if (!run.isInserting() && name.length == 3) {
      Immutable.check(field(name, slot), leaf);
    }
  }

  private Field field(byte[] name, long slot) {
    return new Field(Optional.empty(), current, offset(slot) - name.length - 2, offset(slot));
  }
}
