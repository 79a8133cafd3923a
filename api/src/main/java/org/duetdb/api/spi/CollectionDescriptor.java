package org.duetdb.api.spi;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.Namespace;

/**
 * What the catalog says of a collection.
 *
 * @param namespace its name
 * @param columns the declared columns in order; empty for a collection without a schema
 * @param primaryKey the names of the declared columns that make the {@code _id}; empty if none. One
 *     column is stored as {@code _id} itself, several as an embedded document in key order
 * @param indexes its secondary indexes, in the order of their creation
 */
public record CollectionDescriptor(
    Namespace namespace,
    List<Column> columns,
    List<String> primaryKey,
    List<IndexDescriptor> indexes) {

  public CollectionDescriptor {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
  }

  /** A collection without secondary indexes. */
  public CollectionDescriptor(Namespace namespace, List<Column> columns, List<String> primaryKey) {
    this(namespace, columns, primaryKey, List.of());
  }

  /** The same with other indexes. */
  public CollectionDescriptor withIndexes(List<IndexDescriptor> changed) {
    return new CollectionDescriptor(namespace, columns, primaryKey, changed);
  }

  /** A collection without a schema, as the document API creates it. */
  public static CollectionDescriptor schemaless(Namespace namespace) {
    return new CollectionDescriptor(namespace, List.of(), List.of());
  }

  /** Whether it has declared columns, which every write must satisfy. */
  public boolean isDeclared() {
    return !columns.isEmpty();
  }

  /**
   * A declared column.
   *
   * @param name as declared; also the field's name, except for a primary key column
   * @param type the SQL type's name, for example {@code INTEGER}
   * @param precision the declared precision or length; -1 if none
   * @param scale the declared scale; -1 if none
   * @param nullable whether null and missing are allowed
   * @param defaultExpression the default's SQL text, if declared
   */
  public record Column(
      String name,
      String type,
      int precision,
      int scale,
      boolean nullable,
      Optional<String> defaultExpression) {}
}
