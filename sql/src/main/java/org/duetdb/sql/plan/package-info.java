/**
 * From a syntax tree to a plan: names are resolved, types checked ({@link
 * org.duetdb.sql.plan.DuetValidator}), the query is turned into Calcite's algebra and rewritten
 * ({@link org.duetdb.sql.plan.QueryPlanner}), and what comes out is compiled to the operators and
 * statement plans of {@code org.duetdb.sql.execute} ({@link org.duetdb.sql.plan.StatementPlanner}).
 * Plans are immutable; the {@link org.duetdb.sql.plan.PlanCache} shares them between all sessions,
 * by text and catalog.
 *
 * <p>Calcite sees only queries. The parts of INSERT, UPDATE and DELETE that are expressions and
 * conditions are planned as the query that would return them; what is written where is decided
 * here, since documents know more places than columns.
 */
package org.duetdb.sql.plan;
