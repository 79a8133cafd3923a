package org.duetdb.sql;

import java.util.List;

/** What one execution of a statement left: rows, a count, or nothing but its effect. */
public sealed interface SqlResult permits SqlRows, SqlCount, SqlDone {

  /** What the statement wants to have noticed, such as a clause without effect; usually empty. */
  List<SqlNotice> notices();
}
