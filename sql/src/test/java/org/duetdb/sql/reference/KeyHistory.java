package org.duetdb.sql.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.VirtualTime;
import org.duetdb.sql.SqlDatabase;
import org.duetdb.sql.SqlFixture;
import org.duetdb.sql.SqlOptions;
import org.duetdb.sql.SqlState;

/** What the members of one history share: the deployment, and the model of what is committed. */
final class KeyHistory {
  private static final int FEWEST_MEMBERS = 2;
  private static final int MOST_MEMBERS = 4;

  private final Family state = new Family();
  private final List<Member> members = new ArrayList<>();
  private final List<String> journal = new ArrayList<>();
  private final Map<SqlState, Integer> failures;

  private KeyHistory(Map<SqlState, Integer> failures) {
    this.failures = failures;
  }

  /** A deployment with the tables, in which histories can follow each other. */
  static final class Place implements AutoCloseable {
    private final VirtualTime time = VirtualTime.create();
    private final Deployment deployment;
    private final SqlDatabase database;

    /** Without a lifetime of transactions, so that who waits for ever is noticed. */
    Place() {
      var options = DeploymentOptions.parse("duet:mem:?transactionLifetime=0").withTime(time);
      deployment = Deployment.open(options);
      database = SqlDatabase.open(deployment.engine(), SqlOptions.of(options));
      try (var session = database.connect("test")) {
        for (Table table : Table.values()) {
          SqlFixture.script(session, table.definition().toArray(String[]::new));
        }
      }
    }

    /** Runs a history, answers with all that has happened, and counts the failures. */
    List<String> run(long seed, Map<SqlState, Integer> failures) throws InterruptedException {
      var history = new KeyHistory(failures);
      var random = new Random(seed);
      time.reseed(seed);
      fill(history.state, random);
      var favourite = RandomWrites.child(random);
      int count = FEWEST_MEMBERS + random.nextInt(MOST_MEMBERS - FEWEST_MEMBERS + 1);
      for (int i = 0; i < count; i++) {
        var session = database.connect("test");
        var chance = new Random(random.nextLong());
        history.members.add(
            new Member(
                String.valueOf((char) ('A' + i)), history, session, time, favourite, chance));
      }
      try {
        time.run(history.members.stream().map(m -> (Runnable) m::run).toArray(Runnable[]::new));
        var stored = read();
        if (!stored.equals(history.state)) {
          throw new AssertionError("stored is " + stored + ", not " + history.state);
        }
      } catch (RuntimeException | AssertionError failure) {
        var text = "seed " + seed + ":\n  " + String.join("\n  ", history.journal);
        throw new AssertionError(text, failure);
      }
      return history.journal;
    }

    private void fill(Family state, Random random) {
      for (Table table : Table.values()) {
        var collection = deployment.database("test").collection(table.sqlName());
        collection.deleteMany(new Document());
        for (int id = 1; id < RandomWrites.KEYS; id++) {
          if (table == Table.PARENT || random.nextInt(3) > 0) {
            int parent = parent(table, state, random);
            state.of(table).put(id, parent);
            var row = new Document("_id", id);
            collection.insertOne(row.append("pid", parent == Table.NOBODY ? null : parent));
          }
        }
      }
    }

    private static int parent(Table table, Family state, Random random) {
      var there = new ArrayList<Integer>(List.of(Table.NOBODY));
      table.parent().ifPresent(parent -> there.addAll(state.of(parent).keySet()));
      return there.get(random.nextInt(there.size()));
    }

    /** What is stored, as the document API reads it. */
    private Family read() {
      var family = new Family();
      for (Table table : Table.values()) {
        for (Document row : deployment.database("test").collection(table.sqlName()).find()) {
          var parent = row.getInteger("pid");
          family.of(table).put(row.getInteger("_id"), parent == null ? Table.NOBODY : parent);
        }
      }
      return family;
    }

    @Override
    public void close() {
      deployment.shutdown();
    }
  }

  /** What is committed. */
  Family state() {
    return state;
  }

  /** A transaction has committed. */
  void committed(List<Member.Done> done) {
    done.forEach(one -> apply(state, one));
  }

  /** Does to the model what a statement has done, which must leave no orphan. */
  static void apply(Family family, Member.Done one) {
    var before = family.toString();
    try {
      family.apply(one.write(), one.found());
    } catch (Family.Refused refused) {
      throw new AssertionError(one + " was done though there was " + before, refused);
    }
  }

  void cancelOne(Random random) {
    members.get(random.nextInt(members.size())).cancel();
  }

  void count(SqlState failure) {
    failures.merge(failure, 1, Integer::sum);
  }

  void note(String what) {
    journal.add(what);
  }
}
