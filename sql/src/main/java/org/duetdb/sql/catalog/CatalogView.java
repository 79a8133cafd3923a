package org.duetdb.sql.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.duetdb.api.spi.CollectionDescriptor;

/** What one snapshot knows of the catalog. Immutable. */
public final class CatalogView {
  private final long version;
  private final List<CollectionDescriptor> descriptors;
  private final Map<String, Map<String, CollectionTable>> tables = new TreeMap<>();
  private final CalciteSchema root;

  private CatalogView(long version, List<CollectionDescriptor> descriptors) {
    this.version = version;
    this.descriptors = descriptors;
    for (CollectionDescriptor descriptor : descriptors) {
      Map<String, CollectionTable> schema =
          tables.computeIfAbsent(descriptor.namespace().database(), name -> new TreeMap<>());
      if (!Properties.isRelation(descriptor)) {
        continue;
      }
      schema.put(descriptor.namespace().collection(), new CollectionTable(descriptor));
    }
    this.root = CalciteSchema.createRootSchema(false, false, "", calciteSchema());
  }

  /** The view of these collections at a version of the catalog. */
  public static CatalogView of(long version, List<CollectionDescriptor> descriptors) {
    return new CatalogView(version, List.copyOf(descriptors));
  }

  /** The sequences, in order of schema and name. */
  public List<CollectionDescriptor> sequences() {
    return descriptors.stream().filter(Properties::isSequence).toList();
  }

  /** The same view with one collection more, or changed. */
  public CatalogView with(CollectionDescriptor descriptor) {
    List<CollectionDescriptor> all = new ArrayList<>(descriptors);
    all.removeIf(other -> other.namespace().equals(descriptor.namespace()));
    all.add(descriptor);
    return of(version, all);
  }

  private Schema calciteSchema() {
    Map<String, Schema> schemas = new TreeMap<>();
    SystemTable.schemas()
        .forEach((name, views) -> schemas.put(name, new NamedSchema(views, Map.of())));
    tables.forEach(
        (name, entries) ->
            schemas.put(name, new NamedSchema(new TreeMap<String, Table>(entries), Map.of())));
    return new NamedSchema(Map.of(), schemas);
  }

  /** The catalog version that it was taken at. */
  public long version() {
    return version;
  }

  /** Whether it was made of the same collections. */
  public boolean holds(List<CollectionDescriptor> others) {
    return descriptors.equals(others);
  }

  /** The schemas' names, in order. */
  public List<String> schemas() {
    return List.copyOf(tables.keySet());
  }

  /** All tables in order of schema and name. */
  public List<CollectionTable> tables() {
    return tables.values().stream().flatMap(entries -> entries.values().stream()).toList();
  }

  /** The table of that name in a schema. */
  public Optional<CollectionTable> table(String schema, String name) {
    return Names.find(tables, schema)
        .flatMap(entries -> Names.find(entries.getValue(), name))
        .map(Map.Entry::getValue);
  }

  /** The system view of that name, unless the schema holds collections. */
  public Optional<SystemTable> systemTable(String schema, String name) {
    return Names.find(SystemTable.schemas(), schema)
        .filter(found -> Names.find(tables, schema).isEmpty())
        .flatMap(views -> Names.find(views.getValue(), name))
        .map(view -> (SystemTable) view.getValue());
  }

  /** The catalog as Calcite's validator reads it. */
  public CalciteSchema root() {
    return root;
  }
}
