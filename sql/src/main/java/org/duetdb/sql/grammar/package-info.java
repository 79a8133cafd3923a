/**
 * Duet's SQL text and its syntax tree. The parser, {@code DuetSqlParser}, is generated at build
 * time from Calcite's grammar and the additions in {@code src/main/codegen}; the classes here are
 * the nodes of those additions. {@link org.duetdb.sql.grammar.SqlText} parses and turns every
 * complaint into a failure with a place.
 *
 * <p>The nodes carry what was written and decide nothing; {@code org.duetdb.sql.plan} gives them
 * their meaning. All are immutable once parsed.
 */
package org.duetdb.sql.grammar;
