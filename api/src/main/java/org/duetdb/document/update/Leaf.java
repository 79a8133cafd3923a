package org.duetdb.document.update;

/** The end of a path: what happens to the field there. */
record Leaf(Modifier modifier) implements UpdateNode {}
