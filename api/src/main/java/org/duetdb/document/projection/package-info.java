/**
 * MongoDB's projections, compiled to functions from the bytes of a document to the bytes of what a
 * query returns of it. {@link org.duetdb.document.projection.ProjectionCompiler} decides between
 * keeping and leaving out and refuses a mixture; {@code Projector} copies ranges of bytes and never
 * decodes. Compiled projections are immutable and safe for any thread.
 */
package org.duetdb.document.projection;
