package org.duetdb.api.spi;

import java.time.Instant;

/**
 * A claim that an open transaction has.
 *
 * @param collection the collection's full name
 * @param document the document's key as text; empty for a claim on the collection as a whole
 * @param exclusive whether nobody else can have one beside it
 * @param holder the label of the session
 * @param statement the statement that it runs, or ran last
 * @param since when its transaction began
 */
public record HeldClaim(
    String collection,
    String document,
    boolean exclusive,
    String holder,
    String statement,
    Instant since) {}
