package org.duetdb.sql.plan;

/**
 * What decides about a plan beside the catalog: sessions that agree in all of it share the plan.
 *
 * @param text the statement
 * @param schema where unqualified names are looked up
 * @param conformance what is let pass
 */
public record PlanKey(String text, String schema, Conformance conformance) {}
