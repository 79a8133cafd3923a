package org.duetdb.tools.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.duetdb.tools.history.History.Write;

/** Who wrote which value, and where it stands in its key's order. */
final class Versions {
  private record Place(String key, int value) {}

  private final History history;
  private final Map<Place, Integer> writers = new HashMap<>();
  private final Map<Place, Integer> positions = new HashMap<>();
  private final Map<Place, Boolean> last = new HashMap<>();

  Versions(History history) {
    this.history = history;
    for (int index = 0; index < history.transactions().size(); index++) {
      var newest = new HashMap<String, Place>();
      for (var operation : history.transactions().get(index).operations()) {
        if (operation instanceof Write write) {
          var place = new Place(write.key(), write.value());
          if (writers.put(place, index) != null) {
            throw new IllegalArgumentException("written twice: " + place);
          }
          var before = newest.put(write.key(), place);
          if (before != null) {
            last.put(before, false);
          }
          last.put(place, true);
        }
      }
    }
    history
        .orders()
        .forEach(
            (key, values) -> {
              for (int position = 0; position < values.size(); position++) {
                positions.put(new Place(key, values.get(position)), position);
              }
            });
  }

  /** The index of the transaction that wrote the value. */
  OptionalInt writer(String key, int value) {
    return optional(writers.get(new Place(key, value)));
  }

  /** Where the value stands in the key's order, from 0. */
  OptionalInt position(String key, int value) {
    return optional(positions.get(new Place(key, value)));
  }

  /** Whether its writer wrote the key again later. */
  boolean isIntermediate(String key, int value) {
    return !last.getOrDefault(new Place(key, value), true);
  }

  List<Integer> order(String key) {
    return history.orders().getOrDefault(key, List.of());
  }

  private static OptionalInt optional(Integer found) {
    return found == null ? OptionalInt.empty() : OptionalInt.of(found);
  }
}
