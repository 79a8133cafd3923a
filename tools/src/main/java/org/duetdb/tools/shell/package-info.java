/**
 * Values as MongoDB's shell shows them, so that a report reads like the session a reader knows. The
 * shell lays values out by the rules of Node's {@code util.inspect}; {@link
 * org.duetdb.tools.shell.ShellText} follows them for what can occur in a document.
 */
package org.duetdb.tools.shell;
