package org.duetdb.sql.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.sql.catalog.Properties;

/**
 * The names by which a view knows the columns of a table that were renamed after the view was made.
 * The text of the view stays as it is; whoever plans it sees the table with those names.
 */
final class EarlierNames {
  private EarlierNames() {}

  /** The names that the view knows, by those of today; without the columns that kept theirs. */
  static Map<String, String> of(CollectionDescriptor view, Namespace table) {
    Map<String, String> names = new LinkedHashMap<>();
    String kept = view.properties().get(Properties.earlierNames(table));
    if (kept != null) {
      String[] parts = kept.split(Properties.SEPARATOR, -1);
      for (int i = 0; i < parts.length; i += 2) {
        names.put(parts[i], parts[i + 1]);
      }
    }
    return names;
  }

  /** The view after one more column got another name. */
  static CollectionDescriptor renamed(
      CollectionDescriptor view, Namespace table, String from, String to) {
    Map<String, String> names = of(view, table);
    String known = names.containsKey(from) ? names.remove(from) : from;
    if (!known.equals(to)) {
      names.put(to, known);
    }
    Map<String, String> properties = new HashMap<>(view.properties());
    if (names.isEmpty()) {
      properties.remove(Properties.earlierNames(table));
    } else {
      properties.put(
          Properties.earlierNames(table),
          names.entrySet().stream()
              .flatMap(name -> Stream.of(name.getKey(), name.getValue()))
              .collect(Collectors.joining(Properties.SEPARATOR)));
    }
    return view.withProperties(properties);
  }
}
