package org.duetdb.sql;

/**
 * A {@code ?} mark of a statement.
 *
 * @param type the type that its place asks for; {@link SqlType#ANY} where every type fits
 * @param typeName the type as SQL writes it
 * @param precision digits, characters or bytes at most; 0 without a limit
 * @param scale digits after the point
 */
public record SqlParameter(SqlType type, String typeName, int precision, int scale) {}
