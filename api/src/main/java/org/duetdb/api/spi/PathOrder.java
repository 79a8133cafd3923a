package org.duetdb.api.spi;

import java.util.Comparator;
import java.util.List;
import org.duetdb.api.bson.FieldPath;

/**
 * An order of documents that can say by which paths it goes, so that an index may give it. It
 * compares single values by {@link org.duetdb.api.bson.BsonOrder}, missing as null.
 */
public interface PathOrder extends Comparator<byte[]> {
  /** The paths, the most significant first. */
  List<Key> keys();

  /** One path of an order. */
  record Key(FieldPath path, boolean descending) {}
}
