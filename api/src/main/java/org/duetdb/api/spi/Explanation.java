package org.duetdb.api.spi;

import java.util.List;
import java.util.Optional;

/**
 * How a read finds its documents, and what it took.
 *
 * @param planSummary MongoDB's summary: {@code COLLSCAN}, {@code IXSCAN { a: 1 }}
 * @param index the index used; empty for a scan, and where documents are found by {@code _id}s
 *     alone
 * @param multikey whether a document can have several keys in it
 * @param backward whether the index is read from its end
 * @param bounds what is looked at of each path of the index, as text, in the order of its keys
 * @param sorts whether the documents have to be sorted afterwards
 * @param keysExamined how many entries of the index were looked at
 * @param docsExamined how many documents were looked at
 * @param returned how many were returned
 * @param writeConflicts how many attempts failed because somebody else had a claim
 * @param nanos how long it took
 */
public record Explanation(
    String planSummary,
    Optional<IndexDescriptor> index,
    boolean multikey,
    boolean backward,
    List<String> bounds,
    boolean sorts,
    long keysExamined,
    long docsExamined,
    long returned,
    long writeConflicts,
    long nanos) {
  public Explanation {
    bounds = List.copyOf(bounds);
  }
}
