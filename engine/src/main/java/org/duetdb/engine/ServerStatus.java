package org.duetdb.engine;

import java.util.concurrent.atomic.LongAdder;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.duetdb.engine.metric.Counters;
import org.duetdb.engine.session.Sessions;
import org.duetdb.engine.transaction.Core;

/** MongoDB's serverStatus, as far as there is a counterpart here. */
final class ServerStatus {
  private ServerStatus() {}

  static BsonDocument of(Core core, String name, long uptimeNanos, Sessions sessions) {
    return new BsonDocument("host", new BsonString(name))
        .append("process", new BsonString("duet"))
        .append("uptimeMillis", new BsonInt64(uptimeNanos / 1_000_000))
        .append("localTime", new BsonDateTime(core.time().now().toEpochMilli()))
        .append("opcounters", operations(core))
        .append(
            "logicalSessionRecordCache",
            new BsonDocument("activeSessionsCount", new BsonInt64(sessions.count())))
        .append("opLatencies", latencies(core.counters()))
        .append("metrics", metrics(core, sessions.openCursors()))
        .append("transactions", transactions(core));
  }

  private static BsonDocument operations(Core core) {
    var counters = core.counters();
    return new BsonDocument("insert", sum(counters.inserts))
        .append("query", sum(counters.queries))
        .append("update", sum(counters.updates))
        .append("delete", sum(counters.deletes))
        .append("command", sum(counters.commands));
  }

  /**
   * Microseconds and how often. An operation on one document by its key that nobody is in the way
   * of takes less than one, and counts as none.
   */
  private static BsonDocument latencies(Counters counters) {
    long writes = counters.inserts.sum() + counters.updates.sum() + counters.deletes.sum();
    long transactions = counters.transactionsCommitted.sum() + counters.transactionsAborted.sum();
    return new BsonDocument("reads", latency(counters.readNanos, counters.queries.sum()))
        .append("writes", latency(counters.writeNanos, writes))
        .append("commands", latency(counters.commandNanos, counters.commands.sum()))
        .append("transactions", latency(counters.transactionNanos, transactions));
  }

  private static BsonDocument latency(LongAdder nanos, long operations) {
    return new BsonDocument("latency", new BsonInt64(nanos.sum() / 1_000))
        .append("ops", new BsonInt64(operations));
  }

  private static BsonDocument metrics(Core core, long openCursors) {
    var counters = core.counters();
    return new BsonDocument(
            "abortExpiredTransactions",
            new BsonDocument("passes", sum(counters.lifetimePasses))
                .append("successfulKills", sum(counters.lifetimeKills)))
        .append(
            "cursor",
            new BsonDocument("open", new BsonDocument("total", new BsonInt64(openCursors)))
                .append("timedOut", sum(counters.cursorsTimedOut)))
        .append(
            "document",
            new BsonDocument("deleted", sum(counters.documentsDeleted))
                .append("inserted", sum(counters.documentsInserted))
                .append("returned", sum(counters.documentsReturned))
                .append("updated", sum(counters.documentsUpdated)))
        .append(
            "operation",
            new BsonDocument("killedDueToMaxTimeMSExpired", sum(counters.maxTimeExpired))
                .append("scanAndOrder", sum(counters.scanAndOrder))
                .append("statementRestarts", sum(counters.statementRestarts))
                .append("deadlocks", sum(counters.deadlocks))
                .append("waiting", new BsonInt64(core.queues().size()))
                .append("writeConflicts", sum(counters.writeConflicts)))
        .append(
            "queryExecutor",
            new BsonDocument("scanned", sum(counters.keysScanned))
                .append("scannedObjects", sum(counters.documentsScanned)))
        .append(
            "ttl",
            new BsonDocument("deletedDocuments", sum(counters.ttlDeleted))
                .append("passes", sum(counters.ttlPasses)));
  }

  private static BsonDocument transactions(Core core) {
    var counters = core.counters();
    long active = core.transactions().open().stream().filter(one -> one.running() != null).count();
    long open = core.transactions().open().size();
    return new BsonDocument("currentActive", new BsonInt64(active))
        .append("currentInactive", new BsonInt64(open - active))
        .append("currentOpen", new BsonInt64(open))
        .append("totalAborted", sum(counters.transactionsAborted))
        .append("totalCommitted", sum(counters.transactionsCommitted))
        .append("totalStarted", sum(counters.transactionsStarted));
  }

  private static BsonInt64 sum(LongAdder adder) {
    return new BsonInt64(adder.sum());
  }
}
