package org.duetdb.document.update;

import java.util.List;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.NewDocument;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.document.filter.CompiledFilter.Equality;
import org.duetdb.document.filter.MatchPosition;

/**
 * An update with operators, compiled once and applied to any number of documents. Immutable.
 *
 * <p>An update that {@linkplain #usesTime() uses the time} takes it as its first parameter, a
 * {@link java.time.Instant} drawn once per statement.
 */
public final class CompiledUpdate implements DocumentMutation {
  private final Branch root;
  private final boolean topLevel;
  private final MatchPosition position;
  private final int depth;
  private final boolean usesTime;

  CompiledUpdate(Branch root, MatchPosition position, int depth, boolean usesTime) {
    this.root = root;
    this.topLevel = TopLevel.suits(root);
    this.position = position;
    this.depth = depth;
    this.usesTime = usesTime;
  }

  /** Whether the update wants the time of the statement as its first parameter. */
  public boolean usesTime() {
    return usesTime;
  }

  @Override
  public byte[] apply(byte[] document, Object[] parameters) {
    UpdateRun run = new UpdateRun(document, parameters, position, false);
    return checked(document, changed(run));
  }

  private byte[] changed(UpdateRun run) {
    return topLevel ? TopLevel.apply(run, root) : Rewrite.apply(run, root);
  }

  /**
   * The document that an upsert inserts: what the filter holds equal, changed by this update, with
   * {@code _id} first.
   *
   * @param equalities what the filter holds equal
   * @param id the {@code _id} if neither filter nor update says one, drawn once per statement
   * @param parameters as for {@link #apply}
   */
  public byte[] insert(List<Equality> equalities, BsonSlice id, Object[] parameters) {
    byte[] seed = UpsertSeed.of(equalities);
    UpdateRun run = new UpdateRun(seed, parameters, position, true);
    return NewDocument.upserted(changed(run), id);
  }

  private byte[] checked(byte[] before, byte[] after) {
    if (after.length > DocumentLimits.MAX_SIZE && after != before) {
      throw new DuetException(
          ErrorCode.BSON_OBJECT_TOO_LARGE,
          "Resulting document after update is larger than " + DocumentLimits.MAX_SIZE);
    }
    // An update cannot nest deeper than its longest path with its deepest value, so most need no
    // look.
    return depth > DocumentLimits.MAX_DEPTH ? DocumentLimits.check(after) : after;
  }
}
