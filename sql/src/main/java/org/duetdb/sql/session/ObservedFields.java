package org.duetdb.sql.session;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.plan.FieldObserver;

/** Finds the fields of a collection by looking at its documents. */
final class ObservedFields implements FieldObserver {
  private final EngineSession engine;

  ObservedFields(EngineSession engine) {
    this.engine = engine;
  }

  @Override
  public List<String> fields(Namespace collection) {
    Set<String> names = new TreeSet<>();
    var find = FindOperation.of(collection, Access.ALL, DocumentPredicate.ALWAYS);
    var settings = StatementSettings.sql("observe the fields of " + collection);
    try (DocumentCursor cursor = engine.find(settings, find, new Object[0])) {
      for (byte[] document = cursor.next(); document != null; document = cursor.next()) {
        collect(document, names);
      }
    }
    names.remove(CollectionTable.ID);
    return List.copyOf(names);
  }

  private static void collect(byte[] document, Set<String> names) {
    int at = BsonBytes.firstElement(0);
    byte type;
    while ((type = document[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(document, at);
      names.add(BsonBytes.name(document, at, nameEnd));
      at = BsonBytes.skip(document, type, nameEnd + 1);
    }
  }
}
