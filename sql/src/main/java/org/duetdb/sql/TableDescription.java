package org.duetdb.sql;

import java.util.List;

/**
 * A table or view as metadata reports it.
 *
 * @param schema the schema, which is the engine's database
 * @param name the name as it was declared
 * @param kind table, view or system view
 * @param remarks the comment, or an empty text
 * @param columns in order
 * @param primaryKey the key columns' names in key order; empty without a declared key
 * @param indexes all indexes, the primary key's first
 * @param foreignKeys what this table refers to
 */
public record TableDescription(
    String schema,
    String name,
    Kind kind,
    String remarks,
    List<SqlColumnDefinition> columns,
    List<String> primaryKey,
    List<IndexDescription> indexes,
    List<ForeignKeyDescription> foreignKeys) {

  /** What stands behind the name. */
  public enum Kind {
    /** A collection with declared columns. */
    TABLE,
    /** A collection without declared columns; the columns reported are the fields seen so far. */
    COLLECTION,
    /** A stored query. */
    VIEW,
    /** A view of the engine's own state. */
    SYSTEM_VIEW
  }

  /**
   * A column of a table.
   *
   * @param column name, type and nullability
   * @param defaultText the default as SQL text, or an empty text
   * @param remarks the comment, or an empty text
   */
  public record SqlColumnDefinition(SqlColumn column, String defaultText, String remarks) {}

  /**
   * An index.
   *
   * @param name the index's name
   * @param unique whether a key may occur once
   * @param columns the columns or paths, in key order
   * @param descending for each column whether it descends
   * @param condition which rows are in it, as the document language says it; an empty text for all
   */
  public record IndexDescription(
      String name,
      boolean unique,
      List<String> columns,
      List<Boolean> descending,
      String condition) {}

  /**
   * A foreign key.
   *
   * @param name the constraint's name
   * @param columns the referring columns
   * @param targetSchema the schema of the table referred to
   * @param targetTable the table referred to
   * @param targetColumns the columns referred to, in the same order
   * @param onUpdate what becomes of the referring rows when the key changes
   * @param onDelete what becomes of them when the row referred to goes
   */
  public record ForeignKeyDescription(
      String name,
      List<String> columns,
      String targetSchema,
      String targetTable,
      List<String> targetColumns,
      Action onUpdate,
      Action onDelete) {

    /** What becomes of referring rows. */
    public enum Action {
      /** Nothing: the statement fails. */
      REFUSE,
      /** They change, or go too. */
      CASCADE,
      /** They refer to nothing any more. */
      SET_NULL
    }
  }
}
