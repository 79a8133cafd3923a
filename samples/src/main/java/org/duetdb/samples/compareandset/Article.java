package org.duetdb.samples.compareandset;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * An article as it was read or is to be saved.
 *
 * @param version counts how often it has been saved
 */
public record Article(@BsonId String id, String text, long version) {
  /** The same article with another text, of the version that was read. */
  public Article edited(String newText) {
    return new Article(id, newText, version);
  }
}
