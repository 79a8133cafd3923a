package org.duetdb.sql;

/**
 * Something that a statement's author should know although it succeeded; a driver reports it as a
 * warning.
 *
 * @param state a SQLSTATE of class 01
 * @param message one sentence
 */
public record SqlNotice(SqlState state, String message) {}
