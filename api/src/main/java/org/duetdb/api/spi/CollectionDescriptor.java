package org.duetdb.api.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duetdb.api.Namespace;

/**
 * What the catalog says of a collection.
 *
 * @param namespace its name
 * @param columns the declared columns in order; empty for a collection without a schema
 * @param primaryKey the names of the declared columns that make the {@code _id}; empty if none. One
 *     column is stored as {@code _id} itself, several as an embedded document in key order
 * @param checks the conditions that SQL demands of every row that it writes
 * @param foreignKeys what the rows refer to, as SQL demands of every row that it writes
 * @param indexes its secondary indexes, in the order of their creation
 * @param properties what SQL keeps with it, as texts by name. The engine does not know what they
 *     mean, except that what has {@link #VIEW} holds no documents
 */
public record CollectionDescriptor(
    Namespace namespace,
    List<Column> columns,
    List<String> primaryKey,
    List<Check> checks,
    List<ForeignKey> foreignKeys,
    List<IndexDescriptor> indexes,
    Map<String, String> properties) {
  /** The property whose value is the query of a view. */
  public static final String VIEW = "view";

  public CollectionDescriptor {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    checks = List.copyOf(checks);
    foreignKeys = List.copyOf(foreignKeys);
    indexes = List.copyOf(indexes);
    properties = Map.copyOf(properties);
  }

  /** A collection without checks, foreign keys and secondary indexes. */
  public CollectionDescriptor(Namespace namespace, List<Column> columns, List<String> primaryKey) {
    this(namespace, columns, primaryKey, List.of(), List.of(), List.of(), Map.of());
  }

  /** The same with these checks and foreign keys. */
  public CollectionDescriptor withConstraints(List<Check> tests, List<ForeignKey> references) {
    return new CollectionDescriptor(
        namespace, columns, primaryKey, tests, references, indexes, properties);
  }

  /** The same with other indexes. */
  public CollectionDescriptor withIndexes(List<IndexDescriptor> changed) {
    return new CollectionDescriptor(
        namespace, columns, primaryKey, checks, foreignKeys, changed, properties);
  }

  /** The same with other columns, whose keys keep their names. */
  public CollectionDescriptor withColumns(List<Column> changed) {
    return new CollectionDescriptor(
        namespace, changed, primaryKey, checks, foreignKeys, indexes, properties);
  }

  /** The same with another primary key. */
  public CollectionDescriptor withPrimaryKey(List<String> names) {
    return new CollectionDescriptor(
        namespace, columns, names, checks, foreignKeys, indexes, properties);
  }

  /** The same under another name. */
  public CollectionDescriptor withName(Namespace name) {
    return new CollectionDescriptor(
        name, columns, primaryKey, checks, foreignKeys, indexes, properties);
  }

  /** The same with other properties. */
  public CollectionDescriptor withProperties(Map<String, String> changed) {
    return new CollectionDescriptor(
        namespace, columns, primaryKey, checks, foreignKeys, indexes, changed);
  }

  /** Whether it is a view, which holds no documents. */
  public boolean isView() {
    return properties.containsKey(VIEW);
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

  /**
   * A CHECK. The engine keeps it and does not know what it means.
   *
   * @param name its name
   * @param expression its SQL text
   */
  public record Check(String name, String expression) {}

  /**
   * A foreign key. The engine keeps it and does not know what it means.
   *
   * @param name its name
   * @param columns the columns that refer, in the order of the columns that they refer to
   * @param target the collection that they refer to
   * @param targetColumns the columns that they refer to; empty means the target's primary key
   * @param onDelete what becomes of the rows when the one that they refer to goes
   * @param onUpdate what becomes of them when its key changes
   */
  public record ForeignKey(
      String name,
      List<String> columns,
      Namespace target,
      List<String> targetColumns,
      ReferentialAction onDelete,
      ReferentialAction onUpdate) {
    public ForeignKey {
      columns = List.copyOf(columns);
      targetColumns = List.copyOf(targetColumns);
    }

    /** The same with columns of other names. */
    public ForeignKey withColumns(List<String> own, List<String> others) {
      return new ForeignKey(name, own, target, others, onDelete, onUpdate);
    }

    /** The same, leading to the same columns of a collection of another name. */
    public ForeignKey withTarget(Namespace other) {
      return new ForeignKey(name, columns, other, targetColumns, onDelete, onUpdate);
    }
  }

  /** What becomes of rows when the one that they refer to goes, or gets another key. */
  public enum ReferentialAction {
    /** It is refused as long as there are such rows. */
    REFUSE,
    /** They go as well, or get the new key as well. */
    CASCADE,
    /** They refer to nothing from then on. */
    SET_NULL
  }
}
