package org.duetdb.api;

/** What a delete did. */
public record DeleteResult(long deletedCount) {}
