package org.duetdb.engine.catalog;

import java.util.List;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.IndexDescriptor;

/** A collection's entry in the catalog, as a document. */
final class CatalogEntry {
  private CatalogEntry() {}

  static byte[] encode(long id, CollectionDescriptor descriptor) {
    var entry =
        new BsonDocument("_id", new BsonString(descriptor.namespace().toString()))
            .append("id", new BsonInt64(id))
            .append("columns", columns(descriptor.columns()))
            .append(
                "primaryKey",
                new BsonArray(descriptor.primaryKey().stream().map(BsonString::new).toList()))
            .append("checks", checks(descriptor))
            .append("foreignKeys", foreignKeys(descriptor))
            .append("indexes", indexes(descriptor.indexes()))
            .append("properties", properties(descriptor));
    var raw = new RawBsonDocument(entry, new BsonDocumentCodec());
    var bytes = new byte[raw.getByteBuffer().remaining()];
    raw.getByteBuffer().get(bytes);
    return bytes;
  }

  private static BsonDocument properties(CollectionDescriptor descriptor) {
    var properties = new BsonDocument();
    new TreeMap<>(descriptor.properties())
        .forEach((name, text) -> properties.append(name, new BsonString(text)));
    return properties;
  }

  private static BsonArray columns(List<CollectionDescriptor.Column> columns) {
    var list = new BsonArray();
    for (var column : columns) {
      var item =
          new BsonDocument("name", new BsonString(column.name()))
              .append("type", new BsonString(column.type()))
              .append("precision", new BsonInt32(column.precision()))
              .append("scale", new BsonInt32(column.scale()))
              .append("nullable", BsonBoolean.valueOf(column.nullable()));
      column.defaultExpression().ifPresent(text -> item.append("default", new BsonString(text)));
      list.add(item);
    }
    return list;
  }

  private static BsonArray checks(CollectionDescriptor descriptor) {
    var list = new BsonArray();
    for (var check : descriptor.checks()) {
      list.add(
          new BsonDocument("name", new BsonString(check.name()))
              .append("expression", new BsonString(check.expression())));
    }
    return list;
  }

  private static BsonArray foreignKeys(CollectionDescriptor descriptor) {
    var list = new BsonArray();
    for (var key : descriptor.foreignKeys()) {
      list.add(
          new BsonDocument("name", new BsonString(key.name()))
              .append(
                  "columns", new BsonArray(key.columns().stream().map(BsonString::new).toList()))
              .append("target", new BsonString(key.target().toString()))
              .append(
                  "targetColumns",
                  new BsonArray(key.targetColumns().stream().map(BsonString::new).toList()))
              .append("onDelete", new BsonString(key.onDelete().name()))
              .append("onUpdate", new BsonString(key.onUpdate().name())));
    }
    return list;
  }

  private static BsonArray indexes(List<IndexDescriptor> indexes) {
    var list = new BsonArray();
    for (var index : indexes) {
      var item =
          new BsonDocument("name", new BsonString(index.name()))
              .append("key", index.keyPattern())
              .append("unique", BsonBoolean.valueOf(index.unique()))
              .append("nullsDistinct", BsonBoolean.valueOf(index.nullsDistinct()))
              .append("sparse", BsonBoolean.valueOf(index.sparse()));
      index.partial().ifPresent(part -> item.append("partialFilterExpression", part.filter()));
      index
          .expireAfter()
          .ifPresent(age -> item.append("expireAfterSeconds", new BsonInt64(age.toSeconds())));
      list.add(item);
    }
    return list;
  }

  /** The entry's id. */
  static long id(byte[] entry) {
    return new RawBsonDocument(entry).getInt64("id").getValue();
  }
}
