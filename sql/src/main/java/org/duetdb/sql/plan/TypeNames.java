package org.duetdb.sql.plan;

import java.util.List;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/** Calcite's view of the catalog, which knows the types' other names in CAST too. */
final class TypeNames extends CalciteCatalogReader {
  TypeNames(CalciteSchema root, String schema, CalciteConnectionConfig config) {
    super(root, List.of(schema), DuetTypeFactory.INSTANCE, config);
  }

  @Override
  public @Nullable RelDataType getNamedType(SqlIdentifier name) {
    SqlTypeName alias = ColumnDeclarations.alias(name.toString());
    return alias == SqlTypeName.OTHER || alias == SqlTypeName.ANY
        ? super.getNamedType(name)
        : DuetTypeFactory.INSTANCE.createSqlType(alias);
  }
}
