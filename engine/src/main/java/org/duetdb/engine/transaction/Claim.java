package org.duetdb.engine.transaction;

import org.duetdb.api.bson.DocumentKey;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.jspecify.annotations.Nullable;

/** Where a transaction has hung a version or an intent, and by which statement; newest first. */
record Claim(
    DocumentStore store, DocumentKey key, Head head, int statement, @Nullable Claim earlier) {}
