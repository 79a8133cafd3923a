package org.duetdb.tools.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.duetdb.api.Deployment;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.spi.EngineSession;

/** The document API. */
final class DocumentLanguage implements Language {
  private static final FindOneAndUpdateOptions UPSERT =
      FindOneAndUpdateOptions.DEFAULT.withReturnAfter(true).withUpsert(true);

  private final Keys keys;
  private final IsolationLevel level;
  private final EngineSession engine;
  private final Session session;
  private final DocumentCollection<Document> arrays;
  private final DocumentCollection<Document> texts;
  private final DocumentCollection<Document> registers;

  DocumentLanguage(Deployment deployment, Keys keys, IsolationLevel level, String label) {
    this.keys = keys;
    this.level = level;
    this.engine = deployment.engine().openSession(label);
    this.session = deployment.session(engine);
    var database = session.database("test");
    arrays = database.collection("arrays");
    texts = database.collection("texts");
    registers = database.collection("registers");
  }

  @Override
  public char letter() {
    return 'd';
  }

  @Override
  public void begin(String policy) {
    var options = TransactionOptions.DEFAULT.withIsolation(level);
    session.startTransaction(
        policy.equals("default")
            ? options
            : options.withConflictPolicy(
                ConflictPolicy.valueOf(policy.toUpperCase(java.util.Locale.ROOT))));
  }

  @Override
  public void commit() {
    session.commitTransaction();
  }

  @Override
  public void rollback() {
    if (session.hasActiveTransaction()) {
      session.abortTransaction();
    }
  }

  private static Bson byKey(String key) {
    return new Document("_id", key);
  }

  @Override
  public Optional<List<Integer>> read(String key, boolean lock) {
    var collection = keys.isArray(key) ? arrays : keys.isList(key) ? texts : registers;
    var found =
        lock
            ? collection.findOneForUpdate(byKey(key))
            : collection.find(byKey(key)).toList().stream().findFirst();
    return found.map(document -> seen(key, document));
  }

  private List<Integer> seen(String key, Document document) {
    if (keys.isArray(key)) {
      return document.getList("items", Integer.class);
    }
    return keys.isList(key)
        ? Texts.parse(document.getString("items"))
        : Texts.register(document.getInteger("val"));
  }

  @Override
  public void append(String list, int value) {
    var result = arrays.updateOne(byKey(list), new Document("$push", new Document("items", value)));
    if (result.modifiedCount() != 1) {
      throw new AssertionError("the list " + list + " was not appended to: " + result);
    }
  }

  @Override
  public void write(String register, int value, HistoryLog.Entry entry) {
    var written =
        registers.findOneAndUpdate(byKey(register), update(register, value), UPSERT).orElseThrow();
    entry.wrote(register, value, written.getInteger("seq"));
  }

  private Document update(String register, int value) {
    return new Document("$set", new Document("val", value))
        .append("$inc", new Document("seq", 1))
        .append("$setOnInsert", new Document("grp", keys.group(register)));
  }

  @Override
  public void writeAndUndo(String register, int value) {
    throw new UnsupportedOperationException("the document API has no savepoints");
  }

  @Override
  public Map<String, Integer> scan(Condition condition) {
    var found = new HashMap<String, Integer>();
    var documents = new ArrayList<Document>();
    registers.find(filter(condition)).forEach(documents::add);
    documents.forEach(one -> found.put(one.getString("_id"), one.getInteger("val")));
    return found;
  }

  private static Document filter(Condition condition) {
    if (condition instanceof Condition.Group group) {
      return new Document("grp", group.group());
    }
    var range = (Condition.Range) condition;
    return new Document("_id", new Document("$gte", range.from()).append("$lte", range.to()));
  }

  @Override
  public boolean survives(String sqlState) {
    return false;
  }

  @Override
  public EngineSession engine() {
    return engine;
  }
}
