package org.duetdb.driver;

import java.sql.SQLException;
import java.sql.Struct;
import java.util.Map;
import org.bson.Document;
import org.duetdb.driver.value.ObjectReading;
import org.duetdb.driver.value.TextReading;

/**
 * A nested document as JDBC's structured value: the fields' values in order, without their names.
 * Immutable.
 */
final class DuetStruct implements Struct {
  private final String typeName;
  private final Document document;

  DuetStruct(String typeName, Document document) {
    this.typeName = typeName;
    this.document = document;
  }

  @Override
  public String getSQLTypeName() {
    return typeName;
  }

  @Override
  public Object[] getAttributes() {
    return document.values().stream()
        .map(value -> value == null ? null : ObjectReading.standard(value))
        .toArray();
  }

  @Override
  public Object[] getAttributes(Map<String, Class<?>> map) throws SQLException {
    if (!map.isEmpty()) {
      throw SqlExceptions.unsupported("a map of user-defined types");
    }
    return getAttributes();
  }

  /** The document as JSON. */
  @Override
  public String toString() {
    return TextReading.text(document);
  }
}
