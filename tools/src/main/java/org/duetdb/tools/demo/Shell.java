package org.duetdb.tools.demo;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.duetdb.api.Deployment;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.UpdateResult;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.time.TimeSource;
import org.duetdb.tools.shell.ShellText;

/**
 * Types statements into a deployment and prints them with their replies, as MongoDB's shell does.
 */
final class Shell {
  /** The database that everything happens in. */
  static final String DATABASE = "test";

  private static final String PROMPT = "duet test> ";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern(
              "EEE MMM dd uuuu HH:mm:ss 'GMT+0000 (Greenwich Mean Time)'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Deployment deployment;
  private final Consumer<String> out;

  Shell(Deployment deployment, Consumer<String> out) {
    this.deployment = deployment;
    this.out = out;
  }

  /** Prints a remark of the narrator. */
  void say(String remark) {
    out.accept("// " + remark);
  }

  /** Prints a statement. */
  void type(String statement) {
    out.accept(PROMPT + statement + ";");
  }

  /** Prints a reply. */
  void reply(String text) {
    text.lines().forEach(out);
  }

  /** Prints a statement and what it replies, or the error it ends with. */
  void enter(String statement, Supplier<String> work) {
    type(statement);
    reply(attempt(work));
  }

  /** What the shell prints for what {@code work} returns or throws. */
  static String attempt(Supplier<String> work) {
    try {
      return work.get();
    } catch (DuetException failure) {
      return "MongoServerError[" + failure.codeName() + "]: " + failure.getMessage();
    }
  }

  void date() {
    enter("Date()", () -> DATE.format(time().now()));
  }

  private TimeSource time() {
    return deployment.engine().time();
  }

  void drop(String collection) {
    enter(
        "db." + collection + ".drop()",
        () -> {
          collection(collection).drop();
          return "true";
        });
  }

  void find(String collection) {
    enter(
        "db." + collection + ".find()",
        () -> ShellText.of(new BsonArray(collection(collection).find().toList())));
  }

  private DocumentCollection<BsonDocument> collection(String name) {
    return deployment.database(DATABASE).collection(name, BsonDocument.class);
  }

  /** Starts a session that the shell's user calls {@code sessionNAME}. */
  ShellSession startSession(String name) {
    var session = deployment.startSession(name);
    enter(
        "session" + name + " = db.getMongo().startSession()",
        () -> ShellText.of(new BsonDocument("id", new BsonBinary(session.id()))));
    return new ShellSession(this, name, session);
  }

  static String acknowledged(BsonValue insertedId) {
    return ShellText.of(
        new BsonDocument("acknowledged", BsonBoolean.TRUE).append("insertedId", insertedId));
  }

  static String acknowledged(UpdateResult result) {
    return ShellText.of(
        new BsonDocument("acknowledged", BsonBoolean.TRUE)
            .append("insertedId", result.upsertedId().orElse(BsonNull.VALUE))
            .append("matchedCount", new BsonInt32(Math.toIntExact(result.matchedCount())))
            .append("modifiedCount", new BsonInt32(Math.toIntExact(result.modifiedCount())))
            .append("upsertedCount", new BsonInt32(result.upsertedId().isPresent() ? 1 : 0)));
  }
}
