package org.duetdb.engine.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.history.NaiveClient.Changes;
import org.duetdb.engine.history.NaiveClient.Level;

/**
 * What the answers must be, by the words of the design: one map of what is committed, a copy of it
 * per snapshot, one list of those who wait per document. No index, no version, no thread. An answer
 * is a text: a count, the rows, an error's name, or {@link #WAITS}.
 */
final class NaiveDatabase {
  static final String WAITS = "waits";

  private final Map<Integer, Integer> committed = new TreeMap<>();
  private final Map<Integer, Long> changedAt = new TreeMap<>();
  private final Map<Integer, List<NaiveClient>> queues = new TreeMap<>();
  private final List<NaiveClient> clients = new ArrayList<>();

  /** The answers of those who have waited, since they were last taken. */
  private final Map<NaiveClient, String> answers = new LinkedHashMap<>();

  private long commits;

  NaiveClient client(String name, boolean ofDocuments) {
    var client = new NaiveClient(name, ofDocuments);
    clients.add(client);
    return client;
  }

  Map<Integer, Integer> committed() {
    return new TreeMap<>(committed);
  }

  /** Whose waits have ended, and how. */
  Map<NaiveClient, String> takeAnswers() {
    var taken = new LinkedHashMap<>(answers);
    answers.clear();
    return taken;
  }

  /** The client does something; it must not be waiting. */
  String run(NaiveClient client, Step step) {
    return switch (step.kind()) {
      case BEGIN_READ_COMMITTED -> begin(client, Level.READ_COMMITTED);
      case BEGIN_REPEATABLE_READ -> begin(client, Level.REPEATABLE_READ);
      case ROLLBACK -> rollback(client);
      default -> client.failed ? refusal(client) : runAlive(client, step);
    };
  }

  private static String begin(NaiveClient client, Level level) {
    client.begin(level);
    return "done";
  }

  private static String refusal(NaiveClient client) {
    return (client.ofDocuments ? ErrorCode.NO_SUCH_TRANSACTION : ErrorCode.IN_FAILED_TRANSACTION)
        .name();
  }

  private String runAlive(NaiveClient client, Step step) {
    return switch (step.kind()) {
      case COMMIT -> commit(client);
      case SAVEPOINT -> {
        client.savepoints.add(client.changes.copy());
        yield "done";
      }
      case ROLLBACK_TO -> rollbackTo(client, step.value());
      default -> {
        var answer = attempt(client, step);
        if (answer.equals(WAITS)) {
          client.pending = Optional.of(step);
        }
        yield answer;
      }
    };
  }

  private String commit(NaiveClient client) {
    if (!client.changes.own().isEmpty()) {
      commits++;
      client.changes.own().forEach(this::install);
    }
    end(client);
    return "done";
  }

  private void install(int key, Optional<Integer> value) {
    value.ifPresentOrElse(n -> committed.put(key, n), () -> committed.remove(key));
    changedAt.put(key, commits);
  }

  private String rollback(NaiveClient client) {
    end(client);
    return "done";
  }

  private void end(NaiveClient client) {
    var released = client.changes.claims();
    client.begin(Level.AUTOCOMMIT);
    released.forEach(this::serve);
  }

  private String rollbackTo(NaiveClient client, int savepoint) {
    var claimed = new TreeSet<>(client.changes.claims());
    client.changes = client.savepoints.get(savepoint).copy();
    client.savepoints.subList(savepoint + 1, client.savepoints.size()).clear();
    for (int key : claimed) {
      if (client.changes.claims().contains(key)) {
        serveFirst(key); // what was written may be gone, though the lock stays
      } else {
        serve(key);
      }
    }
    return "done";
  }

  /**
   * A claim has gone: those who wait for the document try, one after the other, until one has it.
   */
  private void serve(int key) {
    while (!queue(key).isEmpty() && holder(key).isEmpty()) {
      serveFirst(key);
    }
  }

  /** The first of those who wait for the document tries, and keeps its place if it must. */
  private void serveFirst(int key) {
    if (queue(key).isEmpty()) {
      return;
    }
    var first = queue(key).get(0);
    var step = first.pending.orElseThrow();
    first.pending = Optional.empty();
    var answer = attempt(first, step);
    if (answer.equals(WAITS)) {
      first.pending = Optional.of(step);
    } else {
      queue(key).remove(first);
      answers.put(first, answer);
    }
  }

  private List<NaiveClient> queue(int key) {
    return queues.computeIfAbsent(key, none -> new ArrayList<>());
  }

  private Map<Integer, Integer> view(NaiveClient client) {
    if (client.keepsSnapshot() && client.snapshot.isEmpty()) {
      client.snapshot = Optional.of(committed());
      client.snapshotAt = commits;
    }
    var seen = client.snapshot.map(TreeMap::new).orElseGet(() -> new TreeMap<>(committed));
    client
        .changes
        .own()
        .forEach(
            (key, value) -> value.ifPresentOrElse(n -> seen.put(key, n), () -> seen.remove(key)));
    return seen;
  }

  private String attempt(NaiveClient client, Step step) {
    var view = view(client);
    Optional<Integer> seen = Optional.ofNullable(view.get(step.key()));
    return switch (step.kind()) {
      case READ -> seen.map(String::valueOf).orElse("-1");
      case READ_ALL -> view.toString();
      case INSERT -> insert(client, step);
      default ->
          seen.filter(n -> matches(step, n)).isEmpty() ? leftOut(step) : change(client, step);
    };
  }

  private static boolean matches(Step step, int n) {
    return step.kind() != Step.Kind.ADD_TO_EVEN || n % 2 == 0;
  }

  private static String leftOut(Step step) {
    return step.kind() == Step.Kind.LOCK ? "[]" : "0";
  }

  private String insert(NaiveClient client, Step step) {
    int key = step.key();
    var mine = Optional.ofNullable(client.changes.own().get(key));
    boolean writtenByOther =
        holder(key).filter(who -> who != client && who.changes.own().containsKey(key)).isPresent();
    boolean there = mine.map(Optional::isPresent).orElseGet(() -> committed.containsKey(key));
    var reaction = reaction(client, step);
    if (there && !writtenByOther) {
      boolean conflict =
          isStale(client, key) && (client.ofDocuments || reaction != ConflictPolicy.WAIT);
      return fail(client, conflict ? ErrorCode.WRITE_CONFLICT : ErrorCode.DUPLICATE_KEY);
    }
    return change(client, step);
  }

  /** Somebody else changed the document after the client's snapshot. */
  private boolean isStale(NaiveClient client, int key) {
    return client.keepsSnapshot() && changedAt.getOrDefault(key, 0L) > client.snapshotAt;
  }

  private Optional<NaiveClient> holder(int key) {
    return clients.stream().filter(who -> who.changes.claims().contains(key)).findFirst();
  }

  private ConflictPolicy reaction(NaiveClient client, Step step) {
    if (step.policy().isPresent()) {
      boolean nothingToLeaveOut =
          step.kind() == Step.Kind.INSERT && step.policy().get() == ConflictPolicy.SKIP;
      return nothingToLeaveOut ? ConflictPolicy.NOWAIT : step.policy().get();
    }
    return client.keepsSnapshot() && step.kind() != Step.Kind.LOCK
        ? ConflictPolicy.FAIL
        : ConflictPolicy.WAIT;
  }

  private String change(NaiveClient client, Step step) {
    int key = step.key();
    if (isStale(client, key)) {
      return fail(client, ErrorCode.WRITE_CONFLICT);
    }
    if (blockers(client, key).isEmpty()) {
      return apply(client, step);
    }
    return switch (reaction(client, step)) {
      case FAIL -> fail(client, ErrorCode.WRITE_CONFLICT);
      case NOWAIT -> fail(client, ErrorCode.LOCK_TIMEOUT);
      case SKIP -> leftOut(step);
      case WAIT -> stand(client, key);
    };
  }

  private String stand(NaiveClient client, int key) {
    if (!queue(key).contains(client)) {
      queue(key).add(client);
    }
    if (reaches(client, key, client, new HashSet<>())) {
      queue(key).remove(client);
      return fail(client, ErrorCode.DEADLOCK);
    }
    return WAITS;
  }

  /** Whom the client has to wait for: who has a claim, and who stands before it. */
  private List<NaiveClient> blockers(NaiveClient client, int key) {
    var found = new ArrayList<NaiveClient>();
    if (client.changes.claims().contains(key)) {
      return found;
    }
    holder(key).ifPresent(found::add);
    for (var other : queue(key)) {
      if (other == client) {
        break;
      }
      found.add(other);
    }
    return found;
  }

  private boolean reaches(NaiveClient from, int key, NaiveClient target, Set<NaiveClient> visited) {
    for (var blocker : blockers(from, key)) {
      if (blocker == target) {
        return true;
      }
      if (blocker.pending.isPresent()
          && visited.add(blocker)
          && reaches(blocker, blocker.pending.get().key(), target, visited)) {
        return true;
      }
    }
    return false;
  }

  private String fail(NaiveClient client, ErrorCode code) {
    boolean dies =
        client.ofDocuments || code == ErrorCode.WRITE_CONFLICT || code == ErrorCode.DEADLOCK;
    if (client.isInTransaction() && dies) {
      client.failed = true;
      var released = client.changes.claims();
      client.changes = new Changes();
      released.forEach(this::serve);
    }
    return code.name();
  }

  private String apply(NaiveClient client, Step step) {
    int key = step.key();
    int seen = view(client).getOrDefault(key, 0);
    Optional<Integer> next =
        switch (step.kind()) {
          case ADD -> Optional.of(seen + step.value());
          case ADD_TO_EVEN -> Optional.of(seen + 100);
          case INSERT -> Optional.of(step.value());
          case DELETE -> Optional.empty();
          default -> Optional.of(seen);
        };
    boolean locks = step.kind() == Step.Kind.LOCK;
    if (client.isInTransaction()) {
      if (!locks) {
        client.changes.own().put(key, next);
      }
      client.changes.claims().add(key);
    } else if (!locks) {
      commits++;
      install(key, next);
    }
    return locks ? "[" + seen + "]" : "1";
  }
}
