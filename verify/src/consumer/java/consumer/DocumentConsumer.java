package consumer;

import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.error.DuetException;

/** Uses the document API as an application would, and prints what it saw. */
public final class DocumentConsumer {
  private DocumentConsumer() {}

  public static void main(String[] arguments) {
    try (var deployment = Deployment.open("duet:mem:");
        var session = deployment.startSession()) {
      var counters = deployment.database("test").collection("counters");
      counters.insertOne(new Document("_id", "a").append("n", 1));
      counters.updateOne(new Document("_id", "a"), new Document("$inc", new Document("n", 2)));
      System.out.println(counters.find(new Document("n", 3)).first().orElseThrow().toJson());

      session.startTransaction();
      var inSession = session.database("test").collection("counters");
      inSession.updateOne(new Document("_id", "a"), new Document("$inc", new Document("n", 4)));
      System.out.println(counters.find().first().orElseThrow().toJson());
      session.commitTransaction();
      System.out.println(counters.find().first().orElseThrow().toJson());

      try {
        counters.insertOne(new Document("_id", "a"));
      } catch (DuetException duplicate) {
        System.out.println(duplicate.code().number());
      }
    }
    System.out.println(DocumentConsumer.class.getModule().isNamed() ? "module path" : "class path");
  }
}
