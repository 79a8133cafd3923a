package org.duetdb.samples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentQueueTest {
  private final Deployment deployment = Deployment.open(DeploymentOptions.inMemory(""));
  private final DocumentQueue queue = new DocumentQueue(deployment);
  private final ArrayList<String> done = new ArrayList<>();

  @AfterEach
  void shutDown() {
    deployment.shutdown();
  }

  @Test
  void jobsAreDoneOnce() {
    queue.put("paint");
    queue.put("sweep");

    assertThat(queue.work(done::add)).isTrue();
    assertThat(queue.work(done::add)).isTrue();
    assertThat(queue.work(done::add)).isFalse();
    assertThat(done).containsExactlyInAnyOrder("paint", "sweep");
  }

  @Test
  void aSecondWorkerGetsAnotherJobMeanwhile() {
    queue.put("paint");
    queue.put("sweep");

    queue.work(
        first -> {
          assertThat(queue.work(done::add)).isTrue();
          assertThat(queue.work(done::add)).isFalse();
          done.add(first);
        });

    assertThat(done).containsExactlyInAnyOrder("paint", "sweep");
  }

  @Test
  void aJobWhoseWorkerFailsStays() {
    queue.put("paint");

    assertThatThrownBy(
            () ->
                queue.work(
                    job -> {
                      throw new IllegalStateException("out of paint");
                    }))
        .hasMessage("out of paint");

    assertThat(queue.work(done::add)).isTrue();
    assertThat(done).containsExactly("paint");
  }
}
