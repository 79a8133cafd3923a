package org.duetdb.samples.compareandset;

import java.util.Optional;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DocumentCollection;

/** Articles with the document API, read and written as records. */
public final class DocumentArticles {
  private final DocumentCollection<Article> articles;

  /** The articles in {@code test.articles}. */
  public DocumentArticles(Deployment deployment) {
    articles = deployment.database("test").collection("articles", Article.class);
  }

  /** Adds an article. */
  public void add(Article article) {
    articles.insertOne(article);
  }

  /** Reads an article. */
  public Optional<Article> read(String id) {
    return articles.find(new Document("_id", id)).first();
  }

  /**
   * Saves an edited article, if nobody has saved it since it was read.
   *
   * @return whether it was saved
   */
  public boolean save(Article edited) {
    var asItWasRead = new Document("_id", edited.id()).append("version", edited.version());
    var change =
        new Document("$set", new Document("text", edited.text()))
            .append("$inc", new Document("version", 1L));
    return articles.updateOne(asItWasRead, change).matchedCount() == 1;
  }
}
