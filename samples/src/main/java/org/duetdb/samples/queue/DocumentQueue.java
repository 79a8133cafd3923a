package org.duetdb.samples.queue;

import java.util.function.Consumer;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;

/** A work queue with the document API. */
public final class DocumentQueue {
  private static final TransactionOptions READ_COMMITTED =
      TransactionOptions.DEFAULT.withIsolation(IsolationLevel.READ_COMMITTED);

  private final Deployment deployment;

  /** A queue over the documents of {@code test.jobs}. */
  public DocumentQueue(Deployment deployment) {
    this.deployment = deployment;
  }

  /** Adds a job. */
  public void put(String task) {
    deployment.database("test").collection("jobs").insertOne(new Document("task", task));
  }

  /**
   * Gives a free job to {@code worker} and removes it when the worker returns. If the worker
   * throws, the job stays.
   *
   * @return whether there was a free job
   */
  public boolean work(Consumer<String> worker) {
    try (var session = deployment.startSession("worker")) {
      var jobs = session.database("test").collection("jobs");
      session.startTransaction(READ_COMMITTED);
      var job = jobs.findOneForUpdate(new Document(), ConflictPolicy.SKIP);
      if (job.isPresent()) {
        worker.accept(job.get().getString("task"));
        jobs.deleteOne(new Document("_id", job.get().get("_id")));
      }
      session.commitTransaction();
      return job.isPresent();
    }
  }
}
