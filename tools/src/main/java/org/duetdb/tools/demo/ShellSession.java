package org.duetdb.tools.demo;

import org.bson.BsonDocument;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;

/** A session of the shell: {@code sessionA} with its database {@code dbA}. */
final class ShellSession {
  private static final String COLLECTION = "demo";

  private final Shell shell;
  private final String name;
  private final Session session;

  ShellSession(Shell shell, String name, Session session) {
    this.shell = shell;
    this.name = name;
    this.session = session;
  }

  /** Prints how the shell gets at the session's database. */
  void useDatabase() {
    shell.enter(
        "db" + name + " = session" + name + ".getDatabase(db.getName())", () -> Shell.DATABASE);
  }

  void insertOne(String document) {
    var parsed = BsonDocument.parse(document);
    shell.enter(
        collectionText() + ".insertOne(" + document + ")",
        () -> Shell.acknowledged(collection().insertOne(parsed).insertedId()));
  }

  void updateOne(String filter, String update) {
    typeUpdate(filter, update);
    shell.reply(update(filter, update));
  }

  /** Prints an update that somebody else is going to run. */
  void typeUpdate(String filter, String update) {
    shell.type(collectionText() + ".updateOne(" + filter + ", " + update + ")");
  }

  /** Runs an update without printing; waits as long as it takes. */
  String update(String filter, String update) {
    return Shell.attempt(
        () ->
            Shell.acknowledged(
                collection().updateOne(BsonDocument.parse(filter), BsonDocument.parse(update))));
  }

  void startTransaction() {
    shell.enter("session" + name + ".startTransaction()", () -> nothing(session::startTransaction));
  }

  void commitTransaction() {
    shell.enter(
        "session" + name + ".commitTransaction()", () -> nothing(session::commitTransaction));
  }

  void abortTransaction() {
    shell.enter("session" + name + ".abortTransaction()", () -> nothing(session::abortTransaction));
  }

  void endSession() {
    shell.enter("session" + name + ".endSession()", () -> nothing(session::close));
  }

  private static String nothing(Runnable work) {
    work.run();
    return "";
  }

  private String collectionText() {
    return "db" + name + "." + COLLECTION;
  }

  private DocumentCollection<BsonDocument> collection() {
    return session.database(Shell.DATABASE).collection(COLLECTION, BsonDocument.class);
  }
}
