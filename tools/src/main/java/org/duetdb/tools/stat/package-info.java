/**
 * mongostat's view of a deployment: {@link org.duetdb.tools.stat.StatTable} reads which columns are
 * wanted, as mongostat's option {@code -o} has them, and makes a row of two {@link
 * org.duetdb.tools.stat.StatSample}s of serverStatus. {@link org.duetdb.tools.stat.Workload} is
 * something to look at: writers that meet each other and a transaction that keeps them waiting.
 */
package org.duetdb.tools.stat;
