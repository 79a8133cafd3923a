package org.duetdb.document.update;

import java.util.List;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.filter.CompiledFilter.Equality;
import org.duetdb.document.filter.MatchPosition;

/** The document that an upsert starts with: the fields that its filter holds equal to one value. */
final class UpsertSeed {
  private static final byte[] EMPTY = {5, 0, 0, 0, 0};

  private UpsertSeed() {}

  static byte[] of(List<Equality> equalities) {
    UpdateTree tree = new UpdateTree(new ArrayFilters(List.of()));
    for (int i = 0; i < equalities.size(); i++) {
      Equality equality = equalities.get(i);
      requireSingle(equality.path(), equalities.subList(0, i));
      tree.add(equality.path(), new SetModifier(equality.value()));
    }
    return Rewrite.apply(
        new UpdateRun(EMPTY, new Object[0], MatchPosition.NONE, true), tree.branch());
  }

  private static void requireSingle(FieldPath path, List<Equality> earlier) {
    for (Equality other : earlier) {
      if (other.path().equals(path)) {
        throw notSingle("path '" + path + "' is matched twice");
      }
      if (other.path().isPrefixOf(path) || path.isPrefixOf(other.path())) {
        throw notSingle("both paths '" + path + "' and '" + other.path() + "' are matched");
      }
    }
  }

  private static DuetException notSingle(String why) {
    return new DuetException(
        ErrorCode.NOT_SINGLE_VALUE_FIELD, "cannot infer query fields to set, " + why);
  }
}
