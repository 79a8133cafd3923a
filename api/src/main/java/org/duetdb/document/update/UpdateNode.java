package org.duetdb.document.update;

/**
 * A place in the tree of paths that an update changes: a {@link Branch}, an {@link ArrayBranch} or
 * a {@link Leaf}. Immutable.
 */
sealed interface UpdateNode permits Branch, ArrayBranch, Leaf {}
