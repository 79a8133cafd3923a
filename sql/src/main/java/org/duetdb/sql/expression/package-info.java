/**
 * SQL expressions as closures. {@link org.duetdb.sql.expression.ExpressionCompiler} turns Calcite's
 * row expressions into {@link org.duetdb.sql.expression.Expression}s, which compute a value with
 * null for NULL, and {@link org.duetdb.sql.expression.Condition}s, which say whether a boolean
 * expression is true; false and unknown are not told apart where nobody asks, so three-valued logic
 * costs nothing in a WHERE clause.
 *
 * <p>A closure gets its input (a document's bytes or a row's values, whichever it was compiled for)
 * and the {@link org.duetdb.sql.expression.Environment} of the execution: parameters, the
 * statement's time, outer rows. It keeps no state, so one closure serves all executions on all
 * threads, and the engine may run it again. Values are those of {@code org.duetdb.sql.type}.
 * Nothing here reads a collection.
 */
package org.duetdb.sql.expression;
