/**
 * Which documents a statement looks at. {@link org.duetdb.engine.plan.Candidates} turns the
 * declarative access path of a prepared operation into heads: the head of a key, the heads in some
 * ranges of an index, or every head of the collection in the order of insertion. {@code Planner}
 * chooses the index by rules, among those of the collection as the snapshot sees it.
 */
package org.duetdb.engine.plan;
