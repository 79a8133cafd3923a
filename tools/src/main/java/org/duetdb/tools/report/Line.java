package org.duetdb.tools.report;

/** A line of a cell before it is wrapped. */
record Line(Role role, String text) {
  static Line plain(String text) {
    return new Line(Role.PLAIN, text);
  }
}
