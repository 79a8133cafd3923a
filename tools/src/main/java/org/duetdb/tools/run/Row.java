package org.duetdb.tools.run;

import java.util.List;
import org.bson.BsonDocument;
import org.duetdb.tools.shell.ShellText;

/**
 * A row or a document, as text.
 *
 * @param names the columns or fields, in order
 * @param values one for each name
 */
public record Row(List<String> names, List<String> values) {
  /** Copies the lists. */
  public Row {
    names = List.copyOf(names);
    values = List.copyOf(values);
  }

  /** A document: its fields in order, nested values as the shell writes them. */
  static Row of(BsonDocument document) {
    return new Row(
        List.copyOf(document.keySet()), document.values().stream().map(ShellText::bare).toList());
  }

  /** The values as expectations write them: {@code (x, 8)}. */
  @Override
  public String toString() {
    return "(" + String.join(", ", values) + ")";
  }
}
