package org.duetdb.engine.collection;

import java.util.Optional;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.Rival;
import org.duetdb.api.conflict.Verdict;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.Observation.Scope;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.collection.Contest.Wanted;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.conflict.Refusal;
import org.duetdb.engine.fault.FailPoint;
import org.duetdb.engine.index.UniqueKeys;
import org.duetdb.engine.metric.WriteConflictEvent;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.retry.Attempts;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Waits;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document outside a transaction: reads the newest committed version, applies a pure
 * function, installs the result already committed by one compare-and-set; a lost one repeats at
 * once. So a hot document has no queue. Only when somebody else's uncommitted claim is in the way
 * does it stand in line, holding nothing.
 */
final class DocumentWriter {
  private final Core core;
  private Collection collection;
  private final Statement statement;
  private final Reaction reaction;
  private final Contest contest;

  DocumentWriter(Core core, Collection collection, Statement statement) {
    this.core = core;
    this.collection = collection;
    this.statement = statement;
    reaction = Reaction.ofWrite(statement.settings(), null);
    contest = new Contest(core, statement, Long.MAX_VALUE, reaction);
  }

  /** Updates the document of {@code key}, if it matches. */
  Written update(
      DocumentKey key, UpdateOperation operation, Object[] parameters, Executor executor) {
    var look = new Look(executor);
    while (true) {
      var head = collection.store().head(key);
      if (head == null) {
        return Written.NOT;
      }
      var before = look.read(head);
      if (before == null || !operation.residual().test(before, parameters)) {
        leaveQueue();
        return Written.NOT;
      }
      var after = operation.mutation().apply(before, parameters);
      if (after == before && !operation.alwaysWrites()) {
        leaveQueue();
        return Written.as(matched(operation, before, after));
      }
      var meeting = meetOrWait(head, key, look.attempts, reaction);
      if (meeting == LEFT_OUT) {
        return Written.LEFT_OUT;
      }
      if (meeting == null) {
        look.again();
      } else if (isUnchanged(meeting, before)
          && install(key, head, meeting, collection.checked(after))) {
        return Written.as(matched(operation, before, after));
      }
    }
  }

  /** Looking at one document, once per attempt. */
  private final class Look {
    private final Executor executor;
    private final Attempts attempts;
    private boolean examines;

    Look(Executor executor) {
      this.executor = executor;
      attempts = executor.attempts(core.time().nanoTime());
      examines = executor.examinesFirst();
    }

    /** There was a conflict. A lost compare-and-set is none, and counts nothing. */
    void again() {
      examines = true;
    }

    byte @Nullable [] read(Head head) {
      if (examines) {
        examines = false;
        statement.stats().docsExamined++;
        core.counters().documentsScanned.increment();
        if (executor.readsKey()) {
          statement.stats().keysExamined++;
          core.counters().keysScanned.increment();
        }
      }
      core.feed().reads(statement.label(), Scope.NEWEST, core.timestamps().current());
      var version = Snapshot.newestCommitted(head, core.timestamps());
      return version == null ? null : version.document();
    }
  }

  private UpdateOutcome matched(UpdateOperation operation, byte[] before, byte[] after) {
    var stats = statement.stats();
    stats.matched++;
    if (before != after) {
      stats.modified++;
    }
    return UpdateOutcomes.one(operation, before, after);
  }

  /** Deletes the document of {@code key}, if it matches, and returns it. */
  Optional<byte[]> delete(
      DocumentKey key, DocumentPredicate residual, Object[] parameters, Executor executor) {
    var look = new Look(executor);
    while (true) {
      var head = collection.store().head(key);
      if (head == null) {
        return Optional.empty();
      }
      var before = look.read(head);
      if (before == null || !residual.test(before, parameters)) {
        leaveQueue();
        return Optional.empty();
      }
      var meeting = meetOrWait(head, key, look.attempts, reaction);
      if (meeting == LEFT_OUT) {
        return Optional.empty();
      }
      if (meeting == null) {
        look.again();
      } else if (isUnchanged(meeting, before) && install(key, head, meeting, null)) {
        statement.stats().deleted++;
        return Optional.of(before);
      }
    }
  }

  /** Inserts a document. */
  void insert(byte[] document) {
    collection.checked(document);
    var key = DocumentKey.of(document);
    var attempts = Attempts.ofInsert(core.time().nanoTime());
    while (true) {
      var head = collection.store().headFor(key);
      if (Duplicates.isThere(contest.meet(head, true))) {
        leaveQueue();
        throw Duplicates.error(collection, key);
      }
      var meeting = meetOrWait(head, key, attempts, reaction.ofInsert());
      if (meeting != null && !meeting.exists() && install(key, head, meeting, document)) {
        statement.stats().inserted++;
        return;
      }
    }
  }

  private static final Meeting LEFT_OUT =
      new Meeting(new Head().state(), null, Rival.NONE, null, false);

  /**
   * Judges, and waits if that is the verdict.
   *
   * @return what was found, to install against; {@link #LEFT_OUT} to leave the document out; null
   *     after a wait: look again
   */
  private @Nullable Meeting meetOrWait(
      Head head, DocumentKey key, Attempts attempts, Reaction chosen) {
    var wanted = new Wanted(collection.namespace(), key, true);
    var found = contest.meet(head, true);
    boolean isForced = contest.catches(FailPoint.WRITE_CONFLICT, wanted);
    var meeting = isForced ? found.overtaken() : found;
    var verdict = chosen.policy().judge(meeting.rival(), meeting.stale(), chosen.unit());
    if (verdict == Verdict.PROCEED) {
      return meeting;
    }
    if (verdict == Verdict.SKIP) {
      return LEFT_OUT;
    }
    statement.stats().conflict();
    WriteConflictEvent.emit(
        statement.label(),
        statement.settings().text(),
        collection.name(),
        key,
        verdict.name(),
        statement.stats().writeConflicts);
    var request = contest.request(head, wanted, meeting, attempts);
    if (verdict == Verdict.WAIT || verdict == Verdict.RETRY_DOCUMENT) {
      contest.refuseIfRetriesAreSkipped(wanted, meeting);
      core.waits().await(statement, request);
      return null;
    }
    var language = statement.settings().language();
    throw verdict == Verdict.UNAVAILABLE
        ? Refusal.unavailable(language, false, request.conflict())
        : Refusal.writeConflict(language, false, request.conflict());
  }

  private static boolean isUnchanged(Meeting meeting, byte[] before) {
    return meeting.live() != null && meeting.live().document() == before;
  }

  private boolean install(DocumentKey key, Head head, Meeting meeting, byte @Nullable [] document) {
    Waits.Request request = null;
    int write = collection.writes().begin();
    boolean installed = false;
    try {
      if (!CollectionClaims.keepOutWriters(core, collection)
          && CollectionClaims.isCurrent(core, collection)) {
        var live = meeting.live();
        var keys = UniqueKeys.between(collection, live == null ? null : live.document(), document);
        if (keys.isEmpty()) {
          installed = installAlone(key, head, meeting, document);
        } else {
          var keyed = new KeyedInstall(core, collection, statement, reaction);
          installed = keyed.run(key, head, meeting, document, keys);
          request = keyed.request();
        }
      }
    } catch (DuplicateKeyException duplicate) {
      leaveQueue(); // because the statement may go on with other documents
      throw duplicate;
    } finally {
      collection.writes().end(write);
    }
    if (installed) {
      leaveQueue();
    } else if (request != null) {
      core.waits().await(statement, request);
    } else {
      CollectionClaims.awaitNone(core, statement, collection);
      collection = CollectionClaims.newest(core, collection);
    }
    return installed;
  }

  private boolean installAlone(
      DocumentKey key, Head head, Meeting meeting, byte @Nullable [] document) {
    return core.commits().isDirect()
        ? installCommitted(key, head, meeting, document)
        : installQueued(key, head, meeting, document);
  }

  private boolean installCommitted(
      DocumentKey key, Head head, Meeting meeting, byte @Nullable [] document) {
    var version = Version.committed(document, meeting.live());
    if (!collection.store().install(head, meeting.state(), version)) {
      return false;
    }
    long timestamp = version.timestamp(core.timestamps());
    core.feed()
        .version(
            statement.label(),
            collection.store().name(),
            key,
            document,
            State.COMMITTED,
            timestamp);
    core.pruner().committed(collection.store(), key, head, version);
    return true;
  }

  /** The same as a transaction of one version, because the sinks come before anybody sees it. */
  private boolean installQueued(
      DocumentKey key, Head head, Meeting meeting, byte @Nullable [] document) {
    var transactions = core.transactions();
    var transaction =
        transactions.beginImplicit(
            TransactionSettings.at(IsolationLevel.READ_COMMITTED), statement.label());
    var version = Version.of(document, meeting.live(), transaction, 0);
    transaction.claim(collection.store(), key, head, 0);
    if (!collection.store().install(head, meeting.state(), version)) {
      return false;
    }
    return transactions.commit(transaction);
  }

  private void leaveQueue() {
    var waiter = statement.waiter();
    if (waiter != null) {
      core.queues().leave(waiter);
    }
  }
}
