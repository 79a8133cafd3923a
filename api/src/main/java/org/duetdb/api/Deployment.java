package org.duetdb.api;

import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.Waiting;
import org.duetdb.document.Deployments;

/**
 * A handle on a running deployment: databases with collections, under one name in this JVM.
 *
 * <pre>{@code
 * try (var deployment = Deployment.open("duet:mem:shop")) {
 *   var demo = deployment.database("test").collection("demo");
 *   demo.insertOne(new Document("_id", "x").append("value", 0));
 *   demo.updateOne(Filters.eq("x"), Updates.inc("value", 2));
 * }
 * }</pre>
 *
 * <p>Thread-safe. A deployment in memory lives until {@link #shutdown} or the end of the JVM, so
 * that handles and JDBC connections to the same name meet in it; one without a name is private to
 * its handle.
 */
public interface Deployment extends AutoCloseable {
  /**
   * Opens a deployment by URL, for example {@code duet:mem:shop}.
   *
   * @throws org.duetdb.api.error.DuetException 72 if the URL is wrong, no engine runs its kind, or
   *     the deployment runs with other options
   */
  static Deployment open(String url) {
    return open(DeploymentOptions.parse(url));
  }

  /** Opens a deployment by options; see {@link #open(String)}. */
  static Deployment open(DeploymentOptions options) {
    return Deployments.open(options);
  }

  /** Its name; a private one has a generated name. */
  String name();

  /** A database of the deployment; it exists once it holds a collection. */
  Database database(String name);

  /** A session of its own, for transactions and for a name in errors and views. */
  Session startSession();

  /** A session whose name in errors and views is {@code label}. */
  Session startSession(String label);

  /**
   * The document language on a session that another front-end has opened on this deployment: both
   * share its transaction, whoever began it. Closing the result closes that session.
   */
  Session session(EngineSession session);

  /** MongoDB's serverStatus, as far as there is a counterpart. */
  Document serverStatus();

  /** One document per operation under way and per idle transaction, as MongoDB's currentOp. */
  List<Document> currentOp();

  /** Everybody who waits just now, and for whom. */
  List<Waiting> waits();

  /**
   * Turns a fail point on or off, to test what an application does about a conflict without a rival
   * at the right moment. For tests; nothing else of the deployment slows down while all are off.
   *
   * <pre>{@code
   * deployment.configureFailPoint(
   *     new Document("configureFailPoint", "WTWriteConflictException")
   *         .append("mode", new Document("times", 3)));
   * }</pre>
   *
   * <p>The fail points are {@code WTWriteConflictException} (whoever wants a document meets a write
   * conflict that nobody has caused: a transaction fails with 112, everything else tries again),
   * {@code skipWriteConflictRetries} (what would wait or try again outside a transaction fails with
   * 112), {@code planExecutorHangBeforeLogAndBackoff} and, for a write by {@code _id} outside a
   * transaction, {@code expressExecutorHangBeforeLogAndBackoff} (whoever is about to wait hangs as
   * long as it is on). {@code failCommand} with {@code data: {failCommands: ["commitTransaction"]}}
   * fails a commit of the document language: before it is done by {@code errorCode} or {@code
   * closeConnection}, after it is done by {@code writeConcernError}; {@code errorLabels} are those
   * that a driver would give, if they are not said. The modes are {@code "alwaysOn"}, {@code
   * "off"}, {@code {times: n}} and {@code {skip: n}}; {@code data} may name the {@code namespace}
   * and the session's label as {@code appName} that it is for.
   *
   * @return how often it has caught somebody since it was turned on last, as {@code count}
   * @throws org.duetdb.api.error.DuetException 2 if the command is not like that
   */
  Document configureFailPoint(Bson command);

  /** The engine underneath, for front-ends and tools. */
  Engine engine();

  /** Ends the deployment for everybody. Idempotent. */
  void shutdown();

  /** Gives up this handle. Idempotent. */
  @Override
  void close();
}
