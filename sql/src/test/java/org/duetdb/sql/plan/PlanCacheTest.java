package org.duetdb.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duetdb.sql.SqlFixture.column;
import static org.duetdb.sql.SqlFixture.run;
import static org.duetdb.sql.SqlFixture.script;

import org.bson.Document;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.SqlFixture;
import org.duetdb.sql.SqlOptions;
import org.duetdb.sql.SqlSession;
import org.junit.jupiter.api.Test;

class PlanCacheTest {

  @Test
  void sessionsSharePlansOfTheSameText() {
    try (var fixture = SqlFixture.open()) {
      SqlSession one = fixture.session();
      script(one, "CREATE TABLE t (id INT PRIMARY KEY)");
      int before = fixture.database().cachedPlans();

      column(one, "SELECT id FROM t");
      column(fixture.session(), "SELECT id FROM t");

      assertThat(fixture.database().cachedPlans()).isEqualTo(before + 1);
    }
  }

  @Test
  void sessionsOfDifferentConformanceDoNotSharePlans() {
    try (var fixture = SqlFixture.open()) {
      SqlSession lenient = fixture.session();
      SqlSession strict = fixture.session();
      String sql = "UPDATE t SET n = 1, n = 2";
      script(lenient, "CREATE TABLE t (n INT)", "SET conformance = lenient", sql);

      assertThatThrownBy(() -> run(strict, sql)).hasMessageContaining("assigned more than once");
      run(lenient, sql);
    }
  }

  @Test
  void aPreparedStatementKeepsTheConformanceItWasPreparedUnder() {
    try (var fixture = SqlFixture.open()) {
      SqlSession session = fixture.session();
      script(session, "CREATE TABLE t (n INT)", "SET conformance = lenient");
      var prepared = session.prepare("UPDATE t SET n = 1, n = 2");

      script(session, "SET conformance = strict", "CREATE TABLE u (n INT)");

      prepared.execute(new Object[0], ExecutionOptions.DEFAULT);
      assertThatThrownBy(() -> session.prepare(prepared.text()))
          .hasMessageContaining("assigned more than once");
    }
  }

  @Test
  void theNumberOfPlansIsBounded() {
    try (var fixture = SqlFixture.open(new SqlOptions(5, 1 << 20))) {
      SqlSession session = fixture.session();
      for (int i = 0; i < 20; i++) {
        column(session, "SELECT " + i);
      }
      assertThat(fixture.database().cachedPlans()).isEqualTo(5);
    }
  }

  @Test
  void aPlanIsGoodForOneCatalogOnly() {
    try (var fixture = SqlFixture.open()) {
      SqlSession session = fixture.session();
      script(session, "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      assertThat(column(session, "SELECT * FROM t")).containsExactly(1);
      script(session, "DROP TABLE t", "CREATE TABLE t (s TEXT)", "INSERT INTO t VALUES ('x')");
      assertThat(column(session, "SELECT * FROM t")).containsExactly("x");
    }
  }

  @Test
  void aNewFieldOfACollectionChangesTheStarAndNoOtherPlan() {
    try (var fixture = SqlFixture.open()) {
      SqlSession session = fixture.session();
      var docs = fixture.deployment().database("test").collection("docs");
      docs.insertOne(new Document("_id", 1));
      var star = session.prepare("SELECT * FROM docs");
      var named = session.prepare("SELECT b FROM docs");
      docs.insertOne(new Document("_id", 2).append("b", 3));

      assertThat(column(session, "SELECT b FROM docs WHERE _id = 2")).containsExactly(3);
      run(session, "SELECT * FROM docs");
      assertThat(session.prepare(star.text()).columns()).hasSize(2);
      assertThat(named.columns()).hasSize(1);
    }
  }

  @Test
  void unqualifiedNamesBelongToTheSessionsSchema() {
    try (var fixture = SqlFixture.open()) {
      SqlSession session = fixture.session();
      script(
          session,
          "CREATE TABLE a.t (id INT PRIMARY KEY)",
          "CREATE TABLE b.t (id INT PRIMARY KEY)",
          "INSERT INTO a.t VALUES (1)",
          "INSERT INTO b.t VALUES (2)",
          "SET schema = a");
      assertThat(column(session, "SELECT id FROM t")).containsExactly(1);
      script(session, "SET search_path TO b");
      assertThat(column(session, "SELECT id FROM t")).containsExactly(2);
      assertThat(column(session, "SELECT id FROM a.t")).containsExactly(1);
    }
  }
}
