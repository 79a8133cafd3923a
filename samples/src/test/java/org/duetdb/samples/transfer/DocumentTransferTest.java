package org.duetdb.samples.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentTransferTest {
  private final VirtualTime time = VirtualTime.create();
  private final Deployment deployment =
      Deployment.open(DeploymentOptions.inMemory("").withTime(time));
  private final DocumentTransfer transfers = new DocumentTransfer(deployment);

  @BeforeEach
  void openAccounts() {
    for (var owner : new String[] {"ann", "bob"}) {
      deployment
          .database("test")
          .collection("accounts")
          .insertOne(new Document("_id", owner).append("balance", 100L));
    }
  }

  @AfterEach
  void shutDown() {
    deployment.shutdown();
  }

  private long balance(String owner) {
    return deployment
        .database("test")
        .collection("accounts")
        .find(new Document("_id", owner))
        .first()
        .orElseThrow()
        .getLong("balance");
  }

  @Test
  void bothBalancesChange() {
    transfers.transfer("ann", "bob", 30);

    assertThat(balance("ann")).isEqualTo(70);
    assertThat(balance("bob")).isEqualTo(130);
  }

  @Test
  void nothingIsMovedWithoutFunds() {
    assertThatThrownBy(() -> transfers.transfer("ann", "bob", 101))
        .isInstanceOf(InsufficientFundsException.class);

    assertThat(balance("ann")).isEqualTo(100);
    assertThat(balance("bob")).isEqualTo(100);
  }

  @Test
  void transfersInBothDirectionsAtOnceAllHappen() throws InterruptedException {
    time.run(
        () -> transfers.transfer("ann", "bob", 10),
        () -> transfers.transfer("bob", "ann", 20),
        () -> transfers.transfer("ann", "bob", 40));

    assertThat(balance("ann")).isEqualTo(70);
    assertThat(balance("bob")).isEqualTo(130);
  }

  @Test
  void aTransferThatMeetsAnotherOneIsRunAgain() throws InterruptedException {
    try (var rival = deployment.startSession("rival")) {
      rival.startTransaction();
      rival
          .database("test")
          .collection("accounts")
          .updateOne(new Document("_id", "bob"), new Document("$inc", new Document("balance", 1L)));
      time.schedule(1_000_000_000, rival::commitTransaction);

      time.run(() -> transfers.transfer("ann", "bob", 30));
    }

    assertThat(balance("ann")).isEqualTo(70);
    assertThat(balance("bob")).isEqualTo(131);
  }
}
