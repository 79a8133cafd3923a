package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.sql.SqlFixture.assertFails;
import static org.duetdb.sql.SqlFixture.column;
import static org.duetdb.sql.SqlFixture.count;
import static org.duetdb.sql.SqlFixture.rows;
import static org.duetdb.sql.SqlFixture.script;
import static org.duetdb.sql.SqlFixture.value;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemalessTest {
  private SqlFixture fixture;
  private SqlSession session;
  private DocumentCollection<Document> people;

  @BeforeEach
  void open() {
    fixture = SqlFixture.open();
    session = fixture.session();
    people = fixture.deployment().database("test").collection("people");
    people.insertOne(
        new Document("_id", 1)
            .append("name", "Ann")
            .append("address", new Document("city", "Bonn").append("zip", 53))
            .append("tags", List.of("a", "b")));
    people.insertOne(
        new Document("_id", "two")
            .append("name", "Bob")
            .append("address", new Document("city", "Ulm").append("zip", 89L))
            .append("age", 40));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyUndeclaredNameIsAField() {
    assertThat(rows(session, "SELECT name, age, nosuch FROM people ORDER BY name"))
        .containsExactly(Arrays.asList("Ann", null, null), Arrays.asList("Bob", 40, null));
  }

  @Test
  void aStarShowsTheIdAndTheFieldsSeenSoFarByName() {
    var query = session.prepare("SELECT * FROM people");

    assertThat(query.columns())
        .extracting(SqlColumn::label)
        .containsExactly("_id", "address", "age", "name", "tags");
    people.insertOne(new Document("_id", 3).append("aaa", 1));
    assertThat(rows(session, "SELECT * FROM people").get(2).subList(0, 2)).containsExactly(3, 1);
  }

  @Test
  void pathsLeadIntoDocuments() {
    assertThat(column(session, "SELECT address.city FROM people ORDER BY address.zip"))
        .containsExactly("Bonn", "Ulm");
    assertThat(column(session, "SELECT p.address.city FROM people p WHERE p.address.zip > 60"))
        .containsExactly("Ulm");
    assertThat(column(session, "SELECT p['x'] FROM (SELECT address AS p FROM people) AS q"))
        .containsExactly(null, null);
    assertThat(value(session, "SELECT tags[2] FROM people WHERE _id = 1")).isEqualTo("b");
    assertThat(value(session, "SELECT address['city'] FROM people WHERE _id = 'two'"))
        .isEqualTo("Ulm");
    assertThat(session.prepare("SELECT address.city FROM people").columns())
        .extracting(SqlColumn::label)
        .containsExactly("city");
  }

  @Test
  void nestedValuesComeAsDocumentsAndLists() {
    assertThat(rows(session, "SELECT address, tags FROM people WHERE _id = 1"))
        .containsExactly(
            List.of(new Document("city", "Bonn").append("zip", 53), List.of("a", "b")));
  }

  @Test
  void valuesOfDifferentTypesAreUnequalAndNotOrdered() {
    assertThat(column(session, "SELECT name FROM people WHERE _id = 1")).containsExactly("Ann");
    assertThat(column(session, "SELECT name FROM people WHERE _id <> 1")).containsExactly("Bob");
    assertThat(column(session, "SELECT name FROM people WHERE _id < 5")).containsExactly("Ann");
    assertThat(column(session, "SELECT name FROM people WHERE NOT (_id < 5)")).isEmpty();
    assertThat(column(session, "SELECT _id FROM people ORDER BY _id DESC"))
        .containsExactly("two", 1);
  }

  @Test
  void numbersAreEqualWhateverTheirType() {
    assertThat(column(session, "SELECT name FROM people WHERE _id = ?", 1L)).containsExactly("Ann");
    assertThat(column(session, "SELECT name FROM people WHERE _id = 1.0")).containsExactly("Ann");
    people.insertOne(new Document("_id", 3).append("age", 40.0));
    assertThat(rows(session, "SELECT age, count(*) FROM people WHERE age IS NOT NULL GROUP BY age"))
        .containsExactly(List.of(40, 2L));
  }

  @Test
  void arithmeticTakesWhatIsANumber() {
    assertThat(column(session, "SELECT age + 1 FROM people ORDER BY _id"))
        .containsExactly(null, 41);
    assertFails(SqlState.DATATYPE_MISMATCH, session, "SELECT name + 1 FROM people");
  }

  @Test
  void datesAreInstants() {
    people.insertOne(new Document("_id", 5).append("seen", Instant.ofEpochSecond(1)));

    assertThat(value(session, "SELECT seen FROM people WHERE _id = 5"))
        .isEqualTo(Instant.ofEpochSecond(1));
    assertThat(
            column(session, "SELECT _id FROM people WHERE seen < TIMESTAMP '2000-01-01 00:00:00'"))
        .containsExactly(5);
  }

  @Test
  void insertMakesNestedDocuments() {
    script(
        session,
        "INSERT INTO people (_id, name, address.city, address.zip) VALUES (7, 'Cy', 'Linz', 4)");

    assertThat(people.find(new Document("_id", 7)).first())
        .contains(
            new Document("_id", 7)
                .append("name", "Cy")
                .append("address", new Document("city", "Linz").append("zip", 4)));
    assertFails(SqlState.SYNTAX_ERROR, session, "INSERT INTO people VALUES (1)");
    assertFails(SqlState.DUPLICATE_COLUMN, session, "INSERT INTO people (a, a.b) VALUES (1, 2)");
  }

  @Test
  void updateSetsFieldsInsideOfDocuments() {
    assertThat(
            count(
                session,
                "UPDATE people SET address.city = ?, address.land = 'D', age = 1 WHERE name ="
                    + " 'Ann'",
                "Köln"))
        .isEqualTo(1);

    assertThat(people.find(new Document("_id", 1)).first().orElseThrow().get("address"))
        .isEqualTo(new Document("city", "Köln").append("zip", 53).append("land", "D"));
    assertFails(
        SqlState.DATA_EXCEPTION, session, "UPDATE people SET name.first = 'x' WHERE _id = 1");
    assertFails(
        SqlState.DUPLICATE_COLUMN, session, "UPDATE people SET address = 1, address.city = 2");
  }

  @Test
  void declaredColumnsOfAnyEnclosingQueryComeFirst() {
    script(session, "CREATE TABLE t (k INT PRIMARY KEY, age INT)", "INSERT INTO t VALUES (1, 40)");

    assertThat(
            column(
                session,
                "SELECT k FROM t WHERE EXISTS (SELECT 1 FROM people p WHERE p.age = t.age)"))
        .containsExactly(1);
    assertThat(column(session, "SELECT p.name FROM people p, t WHERE p.age = t.age AND age = 40"))
        .containsExactly("Bob");
  }

  @Test
  void aNameThatTwoCollectionsCanHaveIsAmbiguous() {
    assertFails(SqlState.AMBIGUOUS_COLUMN, session, "SELECT name FROM people a, people b");
    assertThat(column(session, "SELECT a.name FROM people a, people b WHERE a._id = b._id"))
        .hasSize(2);
  }

  @Test
  void aTableWithEmptyParenthesesIsACollectionWithoutColumnsToo() {
    script(session, "CREATE TABLE t ()", "INSERT INTO t (k) VALUES (1)");

    assertThat(column(session, "SELECT k FROM t")).containsExactly(1);
  }

  @Test
  void aDeclaredTableHasNoOtherColumns() {
    script(session, "CREATE TABLE t (k INT PRIMARY KEY)");

    assertFails(SqlState.UNDEFINED_COLUMN, session, "SELECT nosuch FROM t");
    assertFails(SqlState.UNDEFINED_COLUMN, session, "SELECT t.nosuch FROM t, people");
  }
}
