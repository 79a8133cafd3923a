package org.duetdb.samples.transfer;

import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DocumentCollection;

/** Transfers with the document API. */
public final class DocumentTransfer {
  private final Deployment deployment;

  /** Transfers between the documents of {@code test.accounts}. */
  public DocumentTransfer(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * Moves {@code amount}; both balances change, or none.
   *
   * @throws InsufficientFundsException if {@code from} does not hold that much
   */
  public void transfer(String from, String to, long amount) {
    try (var session = deployment.startSession("transfer")) {
      var accounts = session.database("test").collection("accounts");
      // A conflict with another transfer ends the attempt, and the body runs again from its start.
      session.withTransaction(() -> move(accounts, from, to, amount));
    }
  }

  private static long move(
      DocumentCollection<Document> accounts, String from, String to, long amount) {
    var holdsEnough = new Document("_id", from).append("balance", new Document("$gte", amount));
    if (accounts.updateOne(holdsEnough, add(-amount)).matchedCount() == 0) {
      throw new InsufficientFundsException(from);
    }
    return accounts.updateOne(new Document("_id", to), add(amount)).matchedCount();
  }

  private static Document add(long amount) {
    return new Document("$inc", new Document("balance", amount));
  }
}
