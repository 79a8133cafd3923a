package org.duetdb.sql.catalog;

import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.Lookup;

/** A schema of Calcite's that holds what it was made with. */
final class NamedSchema extends AbstractSchema {
  private final Map<String, Table> tables;
  private final Map<String, Schema> schemas;

  NamedSchema(Map<String, Table> tables, Map<String, Schema> schemas) {
    this.tables = tables;
    this.schemas = schemas;
  }

  @Override
  public Lookup<Table> tables() {
    return new MarkedLookup(new NamedLookup<>(tables));
  }

  @Override
  public Lookup<Schema> subSchemas() {
    return new NamedLookup<>(schemas);
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return tables;
  }

  @Override
  protected Map<String, Schema> getSubSchemaMap() {
    return schemas;
  }

  @Override
  public boolean isMutable() {
    return false;
  }
}
