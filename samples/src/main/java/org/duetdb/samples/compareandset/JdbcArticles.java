package org.duetdb.samples.compareandset;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Articles with JDBC. */
public final class JdbcArticles {
  private static final String SAVE =
      "UPDATE articles SET text = ?, version = version + 1 WHERE _id = ? AND version = ?";

  private final DataSource database;

  /** The articles in {@code articles (_id, text, version)}. */
  public JdbcArticles(DataSource database) {
    this.database = database;
  }

  /** Reads an article. */
  public Optional<Article> read(String id) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement("SELECT text, version FROM articles WHERE _id = ?")) {
      select.setString(1, id);
      try (var found = select.executeQuery()) {
        return found.next()
            ? Optional.of(new Article(id, found.getString("text"), found.getLong("version")))
            : Optional.empty();
      }
    }
  }

  /**
   * Saves an edited article, if nobody has saved it since it was read.
   *
   * @return whether it was saved
   */
  public boolean save(Article edited) throws SQLException {
    try (var connection = database.getConnection();
        var save = connection.prepareStatement(SAVE)) {
      save.setString(1, edited.text());
      save.setString(2, edited.id());
      save.setLong(3, edited.version());
      return save.executeUpdate() == 1;
    }
  }
}
