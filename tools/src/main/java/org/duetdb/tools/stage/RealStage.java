package org.duetdb.tools.stage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.duetdb.api.time.SystemTime;
import org.duetdb.api.time.TimeSource;

/** The machine's own time. */
public final class RealStage implements Stage {
  private final SystemTime time = SystemTime.create();

  @Override
  public TimeSource time() {
    return time;
  }

  @Override
  public void pass(Duration duration) {
    sleep(duration);
  }

  @Override
  public Acting begin(String name, Runnable part) {
    var end = new CompletableFuture<Boolean>();
    var thread =
        new Thread(
            () -> {
              try {
                part.run();
                end.complete(true);
              } catch (RuntimeException | Error thrown) {
                end.completeExceptionally(thrown);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return () -> {
      try {
        return end.getNow(false);
      } catch (CompletionException thrown) {
        throw new IllegalStateException(name + " failed", thrown.getCause());
      }
    };
  }
}
