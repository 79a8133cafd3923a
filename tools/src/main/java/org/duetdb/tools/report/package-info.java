/**
 * Traces as text for a terminal: a timeline per contender with a column per session, then a table
 * that sets the contenders side by side. Everything printed comes from the {@link
 * org.duetdb.tools.run.Trace}; nothing is run here. {@link org.duetdb.tools.report.TextReport} is
 * the entry; what it prints fits {@link org.duetdb.tools.report.TextReport#WIDTH} columns.
 */
package org.duetdb.tools.report;
