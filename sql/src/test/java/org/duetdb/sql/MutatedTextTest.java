package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.api.Test;

/**
 * Texts that nobody would write: the transcripts' statements with words taken out, doubled,
 * exchanged and broken. Each runs, or fails with a documented SQLSTATE, and leaves the session
 * usable.
 */
class MutatedTextTest {
  /** A tenth of what {@code -Dduet.texts=10000} runs, so that every build can afford it. */
  private static final int TEXTS = Integer.getInteger("duet.texts", 1_000);

  private static final long SEED = 20_261_122;
  private static final int TEXTS_PER_SESSION = 250;
  private static final String ODD = "'\"();,.?$%&\\\u0001\u00e4[]{}-+*/<>=0";

  private final RandomGenerator random = new SplittableRandom(SEED);
  private final List<String> statements = statements();
  private final List<String> words =
      statements.stream().flatMap(MutatedTextTest::words).distinct().toList();

  private static List<String> statements() {
    return Stream.of(
            "sub-queries",
            "writes",
            "replace",
            "unique-references",
            "partial-indexes",
            "locking",
            "explain",
            "windows",
            "documents",
            "constraints")
        .flatMap(name -> text(name).lines())
        .filter(line -> !line.isBlank() && !line.startsWith("  ") && !line.startsWith("#"))
        .map(line -> line.matches("[A-Z]>.*") ? line.substring(2) : line)
        .toList();
  }

  private static String text(String name) {
    try (InputStream in =
        MutatedTextTest.class.getResourceAsStream("/transcripts/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<String> words(String statement) {
    return Arrays.stream(statement.split("(?<=[^a-zA-Z0-9_'])|(?=[^a-zA-Z0-9_'])"));
  }

  @Test
  void everyTextRunsOrFailsWithADocumentedState() {
    for (int done = 0; done < TEXTS; done += TEXTS_PER_SESSION) {
      try (SqlFixture fixture = SqlFixture.open(new SqlOptions(100, 1 << 20))) {
        SqlSession session = fixture.session();
        prepare(session);
        for (int i = 0; i < TEXTS_PER_SESSION; i++) {
          String text = mutated();
          assertThat(outcome(session, text)).as("seed %d: %s", SEED, text).isEmpty();
          assertThat(usable(session)).as("seed %d, after %s", SEED, text).isEqualTo(1);
        }
      }
    }
  }

  private static void prepare(SqlSession session) {
    SqlFixture.script(
        session,
        "CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20))",
        "CREATE TABLE u (id INT PRIMARY KEY, ref INT, c VARCHAR(20))",
        "CREATE COLLECTION d",
        "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y'), (3, NULL, 'z')",
        "INSERT INTO u VALUES (1, 1, 'u1'), (2, 2, 'u2'), (3, NULL, 'u3')",
        "INSERT INTO d (_id, name, address.city, tags) VALUES (1, 'n', 'Bern', ARRAY['a', 'b'])");
  }

  /** What is wrong with what became of a text; empty if nothing is. */
  private static String outcome(SqlSession session, String text) {
    try {
      for (String statement : session.split(text)) {
        if (session.prepare(statement).execute(new Object[0], ExecutionOptions.DEFAULT)
            instanceof SqlRows rows) {
          try (rows) {
            while (rows.next()) {
              for (int i = 0; i < rows.columns().size(); i++) {
                rows.value(i);
              }
            }
          }
        }
      }
      return "";
    } catch (SqlFailure | DuetException failure) {
      SqlState state = SqlStates.of(failure);
      return state == SqlState.INTERNAL_ERROR ? failure.toString() : "";
    } catch (RuntimeException | Error unknown) {
      return unknown + " at " + Arrays.stream(unknown.getStackTrace()).limit(8).toList();
    }
  }

  private static Object usable(SqlSession session) {
    session.rollback();
    session.autocommit(true);
    session.readOnly(false);
    return SqlFixture.value(session, "SELECT 1");
  }

  private String mutated() {
    List<String> text = new ArrayList<>(words(pick(statements)).toList());
    for (int changes = 1 + random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
      int at = random.nextInt(text.size());
      switch (random.nextInt(7)) {
        case 0 -> text.remove(at);
        case 1 -> text.add(at, text.get(random.nextInt(text.size())));
        case 2 -> text.set(at, pick(words));
        case 3 -> text.add(at, " " + pick(words) + " ");
        case 4 -> text.set(at, text.set(random.nextInt(text.size()), text.get(at)));
        case 5 -> text.set(at, broken(text.get(at)));
        default -> text.subList(at, text.size()).clear();
      }
    }
    return String.join("", text);
  }

  private String broken(String word) {
    char odd = ODD.charAt(random.nextInt(ODD.length()));
    int at = word.isEmpty() ? 0 : random.nextInt(word.length());
    return word.substring(0, at) + odd + word.substring(at);
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
