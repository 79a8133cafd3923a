package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.sql.SqlFixture.rows;
import static org.duetdb.sql.SqlFixture.script;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index changes how rows are found and never which. */
class IndexAgreementTest {
  private static final String COLUMNS =
      "(id INT PRIMARY KEY, i INT, l BIGINT, r DOUBLE, n DECIMAL(9, 2), s VARCHAR(9), d DATE, b"
          + " BOOLEAN)";
  private static final List<String> TEXTS =
      List.of("''", "'a'", "'ab'", "'abc'", "'abd'", "'b'", "'é'", "'😀'", "'a_c'", "'￿'");

  private final List<String> failures = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aQueryFindsTheSameRowsWithAndWithoutIndexes(long seed) {
    var random = new SplittableRandom(seed);
    try (SqlFixture fixture = SqlFixture.open()) {
      SqlSession session = fixture.session();
      script(session, "CREATE TABLE plain " + COLUMNS, "CREATE TABLE indexed " + COLUMNS);
      for (String keys : List.of("i, s DESC", "l", "r", "n DESC, i", "s", "d", "b, d")) {
        script(session, "CREATE INDEX ON indexed (" + keys + ")");
      }
      for (int id = 0; id < 120; id++) {
        String row = row(id, random);
        script(session, "INSERT INTO plain VALUES " + row, "INSERT INTO indexed VALUES " + row);
      }
      for (int i = 0; i < 60; i++) {
        compare(session, condition(random), order(random));
      }
    }
    assertThat(failures).isEmpty();
  }

  private void compare(SqlSession session, String condition, String order) {
    String query = "SELECT id FROM %s WHERE " + condition + " ORDER BY " + order;
    String join =
        "SELECT x.id, y.id FROM plain x JOIN %s y ON x.l = y.i WHERE x.i < 4 AND y."
            + condition.replaceFirst("^\\(", "")
            + " ORDER BY 1, 2";
    List<String> queries = condition.startsWith("(") ? List.of(query) : List.of(query, join);
    for (String each : queries) {
      var expected = rows(session, each.replace("%s", "plain"));
      if (!rows(session, each.replace("%s", "indexed")).equals(expected)) {
        failures.add(each);
      }
    }
  }

  private static String row(int id, SplittableRandom random) {
    return "("
        + String.join(
            ", ",
            Integer.toString(id),
            value("i", random),
            value("l", random),
            value("r", random),
            value("n", random),
            value("s", random),
            value("d", random),
            value("b", random))
        + ")";
  }

  private static String value(String column, SplittableRandom random) {
    if (random.nextInt(8) == 0) {
      return "NULL";
    }
    int number = random.nextInt(-3, 9);
    return switch (column) {
      case "i", "l" -> Integer.toString(number);
      case "r", "n" -> number + "." + 5 * random.nextInt(2);
      case "s" -> TEXTS.get(random.nextInt(TEXTS.size()));
      case "d" -> "DATE '2024-01-" + (10 + number) + "'";
      default -> random.nextBoolean() ? "TRUE" : "FALSE";
    };
  }

  private static String condition(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "(" + simple(random) + " AND " + simple(random) + ")";
      case 1 -> "(" + simple(random) + " OR " + simple(random) + ")";
      default -> simple(random);
    };
  }

  private static String simple(SplittableRandom random) {
    String column = List.of("i", "l", "r", "n", "s", "d", "b").get(random.nextInt(7));
    String value = value(column, random);
    return switch (random.nextInt(8)) {
      case 0 -> column + " IS NULL";
      case 1 -> column + " IS NOT NULL";
      case 2 -> column + " IN (" + value + ", " + value(column, random) + ")";
      case 3 -> column + " BETWEEN " + value + " AND " + value(column, random);
      case 4 ->
          column.equals("s")
              ? "s LIKE "
                  + List.of("'a%'", "'ab_'", "'%b'", "'a\\_%'", "'￿%'").get(random.nextInt(5))
              : column + " = " + value;
      case 5 -> column + " <> " + value;
      default ->
          column + List.of(" < ", " <= ", " > ", " >= ", " = ").get(random.nextInt(5)) + value;
    };
  }

  private static String order(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "i, s DESC, id";
      case 1 -> "n DESC, i, id";
      case 2 -> "s DESC NULLS FIRST, id";
      default -> "id";
    };
  }
}
