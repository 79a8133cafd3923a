/**
 * Which documents a statement looks at. {@link org.duetdb.engine.plan.Candidates} turns the
 * declarative access path of a prepared operation into heads: the head of a key, or every head of
 * the collection in the order of insertion.
 */
package org.duetdb.engine.plan;
