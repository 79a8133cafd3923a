package org.duetdb.samples.compareandset;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.duetdb.api.Deployment;
import org.duetdb.driver.DuetDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArticlesTest {
  private final Deployment deployment = Deployment.open("duet:mem:articles");
  private final DuetDataSource database = new DuetDataSource();
  private DocumentArticles documents;
  private JdbcArticles rows;

  @BeforeEach
  void createTable() throws SQLException {
    database.setDatabaseName("articles");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE articles (_id VARCHAR(20) PRIMARY KEY, text VARCHAR(200), version BIGINT)");
    }
    documents = new DocumentArticles(deployment);
    rows = new JdbcArticles(database);
    documents.add(new Article("ducks", "Ducks swim.", 0));
  }

  @AfterEach
  void shutDown() {
    deployment.shutdown();
  }

  @Test
  void whatOneSideSavesTheOtherReads() throws SQLException {
    assertThat(documents.save(documents.read("ducks").orElseThrow().edited("Ducks fly."))).isTrue();
    assertThat(rows.read("ducks")).contains(new Article("ducks", "Ducks fly.", 1));

    assertThat(rows.save(rows.read("ducks").orElseThrow().edited("Ducks dive."))).isTrue();
    assertThat(documents.read("ducks")).contains(new Article("ducks", "Ducks dive.", 2));
  }

  @Test
  void whoReadBeforeTheOtherSavedIsToldSo() throws SQLException {
    var mine = documents.read("ducks").orElseThrow();
    var yours = rows.read("ducks").orElseThrow();

    assertThat(rows.save(yours.edited("Ducks quack."))).isTrue();
    assertThat(documents.save(mine.edited("Ducks dive."))).isFalse();
    assertThat(rows.save(yours.edited("Ducks sleep."))).isFalse();

    assertThat(documents.read("ducks")).contains(new Article("ducks", "Ducks quack.", 1));
  }

  @Test
  void anUnknownArticleIsNotFoundAndNotSaved() throws SQLException {
    assertThat(documents.read("geese")).isEmpty();
    assertThat(rows.read("geese")).isEmpty();
    assertThat(documents.save(new Article("geese", "Geese honk.", 0))).isFalse();
    assertThat(rows.save(new Article("geese", "Geese honk.", 0))).isFalse();
  }
}
