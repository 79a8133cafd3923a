package org.duetdb.tools.report;

/** What a piece of text is for; a style decides how that looks. */
enum Role {
  PLAIN,
  HEADING,
  /** Less important than what stands around it. */
  FAINT,
  /** Something went well. */
  GOOD,
  /** Somebody waits. */
  WAITING,
  /** Something failed. */
  BAD
}
