package org.duetdb.tools.schedule;

/**
 * What stands between two braces.
 *
 * @param text without the braces and the blanks beside them
 * @param start the index in the file at which {@code text} begins
 */
record Block(String text, int start) {}
