/**
 * Runs plans. A query is a tree of {@link org.duetdb.sql.execute.Operator}s, each an immutable
 * recipe that opens {@link org.duetdb.sql.execute.Rows} for one attempt; a {@link
 * org.duetdb.sql.execute.StatementPlan} is what a statement does as a whole. {@link
 * org.duetdb.sql.execute.OperatorCompiler} makes operators of Calcite's algebra, fusing what stands
 * directly above a collection into one operation of the engine.
 *
 * <p>A plain query of one collection streams: its rows are computed from the engine's cursor while
 * they are read. Everything else runs inside one statement of the engine, which may run it again,
 * and is finished before the first row leaves; what is held back is counted against a named limit.
 * An {@link org.duetdb.sql.execute.Execution} is one execution, an {@link
 * org.duetdb.sql.execute.Attempt} one run of it on one snapshot. Operators are shared by threads;
 * what they open is not.
 */
package org.duetdb.sql.execute;
