/**
 * MongoDB's updates, compiled to pure functions from the bytes of a document to the bytes of the
 * next one. {@link org.duetdb.document.update.UpdateCompiler} builds a tree of paths ({@code
 * Branch}) that ends in modifiers ({@code Leaf}); {@code Rewrite} applies it by copying what no
 * path touches and asking the modifiers about the rest, and returns the same array if nothing
 * changed. An update of one value of fixed width, a counter for example, patches a copy instead
 * ({@code InPlace}).
 *
 * <p>Because an update is a pure function the engine may run it again on a newer document. What is
 * not a function of the document, the time, is drawn once per statement by the caller and comes in
 * as a parameter. This package owns the operators, numeric promotion, creation of paths, the rule
 * that {@code _id} never changes, and the texts of MongoDB's refusals. Compiled updates are
 * immutable and safe for any thread.
 */
package org.duetdb.document.update;
