package org.duetdb.document;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;
import org.duetdb.api.Database;
import org.duetdb.api.Deployment;
import org.duetdb.api.Session;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.Waiting;

/** The document language's handle on a deployment. */
final class OpenDeployment implements Deployment {
  private static final Codec<Document> DOCUMENTS = BsonCodecs.defaultRegistry().get(Document.class);

  private final Engine engine;
  private final AtomicInteger sessions = new AtomicInteger();

  OpenDeployment(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return engine.options().name();
  }

  @Override
  public Database database(String name) {
    return new NamedDatabase(Origin.of(engine), name);
  }

  @Override
  public Session startSession() {
    return startSession("session-" + sessions.incrementAndGet());
  }

  @Override
  public Session startSession(String label) {
    return session(engine.openLogicalSession(label));
  }

  @Override
  public Session session(EngineSession session) {
    return new DocumentSession(engine, session);
  }

  @Override
  public Document serverStatus() {
    return document(engine.serverStatus());
  }

  @Override
  public List<Document> currentOp() {
    return engine.currentOperations().stream().map(operation -> document(operation)).toList();
  }

  private static Document document(BsonDocument bson) {
    return BsonCodecs.decode(BsonCodecs.encode(bson), DOCUMENTS);
  }

  @Override
  public List<Waiting> waits() {
    return engine.waits();
  }

  @Override
  public Document configureFailPoint(Bson command) {
    return document(
        engine.configureFailPoint(
            command.toBsonDocument(BsonDocument.class, BsonCodecs.defaultRegistry())));
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public void shutdown() {
    engine.shutdown();
  }

  @Override
  public void close() {
    engine.close();
  }
}
