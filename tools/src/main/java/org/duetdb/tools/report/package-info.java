/**
 * Comparisons as something to read. {@link org.duetdb.tools.report.TextReport} is for a terminal: a
 * timeline per contender with a column per session, then a table that sets the contenders side by
 * side, in {@link org.duetdb.tools.report.TextReport#WIDTH} columns. {@link
 * org.duetdb.tools.report.HtmlReport} is a page that needs nothing but itself: {@link
 * org.duetdb.tools.report.Lanes} lays a trace out on the {@link org.duetdb.tools.report.Axis} that
 * all contenders share, {@link org.duetdb.tools.report.Frame} says how much room that takes, and
 * {@link org.duetdb.tools.report.LaneDrawing} draws it. {@link org.duetdb.tools.report.JsonReport}
 * is for programs. Everything in them comes from the {@link org.duetdb.tools.run.Trace}; nothing is
 * run here.
 */
package org.duetdb.tools.report;
