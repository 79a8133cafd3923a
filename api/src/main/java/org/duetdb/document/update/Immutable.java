package org.duetdb.document.update;

import java.nio.charset.StandardCharsets;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** The rule that the {@code _id} of a stored document never changes. */
final class Immutable {
  private static final String ID = "_id";

  private Immutable() {}

  /** Throws if the top-level field that was changed is {@code _id}. */
  static void check(Field field, UpdateNode node) {
    if (field.name().equals(ID)) {
      throw new DuetException(
          ErrorCode.IMMUTABLE_FIELD,
          "Performing an update on the path '"
              + pathBelow(node)
              + "' would modify the immutable field '_id'");
    }
  }

  /** The refusal of a replacement with another {@code _id}. */
  static DuetException altered(BsonSlice newId) {
    return new DuetException(
        ErrorCode.IMMUTABLE_FIELD,
        "After applying the update, the (immutable) field '_id' was found to have been altered to"
            + " _id: "
            + newId);
  }

  private static String pathBelow(UpdateNode node) {
    StringBuilder path = new StringBuilder(ID);
    UpdateNode at = node;
    while (at instanceof Branch branch) {
      path.append('.').append(new String(branch.name(0), StandardCharsets.UTF_8));
      at = branch.child(0);
    }
    return path.toString();
  }
}
