package org.duetdb.api.spi;

import java.util.List;
import org.duetdb.api.Namespace;

/**
 * Documents to insert. Each has an {@code _id}, drawn by the caller before the first attempt.
 *
 * @param namespace the collection
 * @param documents complete documents
 * @param createMissing whether a missing collection is created, as the document API does
 * @param ordered whether the first failure ends it; otherwise the others are still inserted. Only
 *     the document API outside a transaction can go on after a failure
 */
public record InsertOperation(
    Namespace namespace, List<byte[]> documents, boolean createMissing, boolean ordered) {}
