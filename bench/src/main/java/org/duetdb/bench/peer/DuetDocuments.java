package org.duetdb.bench.peer;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.error.DuetException;

/** Duet by its document API, with MongoDB's own builders for filters and updates. */
final class DuetDocuments implements Peer {
  private final Deployment deployment = Deployment.open("duet:mem:");

  @Override
  public void load(int items, int accounts) {
    var database = deployment.database("test");
    var all = new ArrayList<Item>(items);
    for (int id = 0; id < items; id++) {
      all.add(Item.of(id, items));
    }
    var collection = database.collection("items", Item.class);
    collection.createIndex(Indexes.ascending("cust"));
    if (items > 0) {
      collection.insertMany(all);
    }
    var balances = database.collection("accounts");
    for (int id = 0; id < accounts; id++) {
      balances.insertOne(new Document("_id", id).append("balance", BALANCE));
    }
  }

  @Override
  public Client client() {
    return new DocumentClient(deployment);
  }

  @Override
  public void close() {
    deployment.shutdown();
  }

  private static final class DocumentClient implements Client {
    private final DocumentCollection<Item> items;
    private final DocumentCollection<Document> balances;
    private final Session session;
    private final DocumentCollection<Document> mine;

    DocumentClient(Deployment deployment) {
      items = deployment.database("test").collection("items", Item.class);
      balances = deployment.database("test").collection("accounts");
      session = deployment.startSession();
      mine = session.database("test").collection("accounts");
    }

    @Override
    public Item get(int id) {
      return items.find(Filters.eq(id)).first().orElseThrow();
    }

    @Override
    public void increment(int id) {
      items.updateOne(Filters.eq(id), Updates.inc("n", 1L));
    }

    @Override
    public boolean compareAndSet(int id, long expected, long next) {
      return items
              .updateOne(
                  Filters.and(Filters.eq(id), Filters.eq("n", expected)), Updates.set("n", next))
              .matchedCount()
          == 1;
    }

    @Override
    public int transfer(int from, int to, int amount) {
      for (int attempt = 0; ; attempt++) {
        try {
          session.startTransaction();
          mine.updateOne(Filters.eq(from), Updates.inc("balance", -amount));
          mine.updateOne(Filters.eq(to), Updates.inc("balance", amount));
          session.commitTransaction();
          return attempt;
        } catch (DuetException conflict) {
          again(conflict, attempt);
        }
      }
    }

    private void again(DuetException conflict, int attempt) {
      if (!conflict.hasLabel(DuetException.TRANSIENT_TRANSACTION_ERROR)) {
        throw conflict;
      }
      if (session.hasActiveTransaction()) {
        session.abortTransaction(); // unless it was the commit that has failed
      }
      BackOff.pause(attempt);
    }

    @Override
    public int readAndWrite(int[] read, int write, Isolation isolation) {
      var options = TransactionOptions.DEFAULT.withIsolation(level(isolation));
      for (int attempt = 0; ; attempt++) {
        try {
          session.startTransaction(options);
          int sum = 0;
          for (int id : read) {
            sum += mine.find(Filters.eq(id)).first().orElseThrow().getInteger("balance");
          }
          mine.updateOne(Filters.eq(write), Updates.inc("balance", sum == 0 ? 0 : 1));
          session.commitTransaction();
          return attempt;
        } catch (DuetException conflict) {
          again(conflict, attempt);
        }
      }
    }

    private static IsolationLevel level(Isolation isolation) {
      return switch (isolation) {
        case READ_COMMITTED -> IsolationLevel.READ_COMMITTED;
        case REPEATABLE_READ -> IsolationLevel.REPEATABLE_READ;
        case SERIALIZABLE -> IsolationLevel.SERIALIZABLE;
      };
    }

    @Override
    public void insert(Item item) {
      items.insertOne(item);
    }

    @Override
    public void insertAll(List<Item> batch) {
      items.insertMany(batch);
    }

    @Override
    public long countCheaperThan(double price) {
      return items.countDocuments(Filters.lt("price", price));
    }

    @Override
    public List<Item> ofCustomer(int cust) {
      return list(items.find(Filters.eq("cust", cust)));
    }

    @Override
    public List<Item> ofCustomers(int from, int to) {
      return list(items.find(Filters.and(Filters.gte("cust", from), Filters.lt("cust", to))));
    }

    private static List<Item> list(Iterable<Item> found) {
      var list = new ArrayList<Item>();
      found.forEach(list::add);
      return list;
    }

    @Override
    public long sumOfBalances() {
      long sum = 0;
      for (var account : balances.find()) {
        sum += account.getInteger("balance");
      }
      return sum;
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
