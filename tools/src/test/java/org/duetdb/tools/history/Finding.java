package org.duetdb.tools.history;

/** An anomaly and the transactions that show it, in one sentence. */
record Finding(Anomaly anomaly, String because) {}
