package org.duetdb.sql.catalog;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/** Calcite's way to find what a schema holds, by the rule of {@link Names}. */
final class NamedLookup<T> implements Lookup<T> {
  private final Map<String, T> entries;

  NamedLookup(Map<String, T> entries) {
    this.entries = entries;
  }

  @Override
  public @Nullable T get(String name) {
    return entries.get(name);
  }

  @Override
  public @Nullable Named<T> getIgnoreCase(String name) {
    return Names.find(entries, name)
        .map(entry -> new Named<>(entry.getKey(), entry.getValue()))
        .orElse(null);
  }

  @Override
  public Set<String> getNames(LikePattern pattern) {
    return entries.keySet().stream()
        .filter(pattern.matcher()::apply)
        .collect(Collectors.toUnmodifiableSet());
  }
}
