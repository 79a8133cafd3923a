package org.duetdb.sql;

/**
 * A column of a result.
 *
 * @param label the alias, or the name if there is none
 * @param name the name of the table's column as it was declared, or the label for an expression
 * @param table the table's name, or an empty text for an expression
 * @param schema the table's schema, or an empty text for an expression
 * @param type the type
 * @param typeName the type as SQL writes it, for example {@code VARCHAR(20)} or {@code INTEGER
 *     ARRAY}
 * @param precision digits, characters or bytes at most; 0 without a limit
 * @param scale digits after the point
 * @param nullable whether NULL can occur
 * @param generated whether the database makes the value up
 */
public record SqlColumn(
    String label,
    String name,
    String table,
    String schema,
    SqlType type,
    String typeName,
    int precision,
    int scale,
    boolean nullable,
    boolean generated) {}
