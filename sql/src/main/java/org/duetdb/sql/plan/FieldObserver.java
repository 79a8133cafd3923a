package org.duetdb.sql.plan;

import java.util.List;
import org.duetdb.api.Namespace;

/** Tells which fields the documents of a collection without declared columns have. */
@FunctionalInterface
public interface FieldObserver {
  /** The top-level fields of its documents in name order, without {@code _id}. */
  List<String> fields(Namespace collection);
}
