package org.duetdb.sql.type;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Makes Calcite's types by Duet's limits; text is Unicode. Thread-safe, one for all. */
public final class DuetTypeFactory extends SqlTypeFactoryImpl {
  /** The one factory. */
  public static final DuetTypeFactory INSTANCE = new DuetTypeFactory();

  private DuetTypeFactory() {
    super(new DuetTypeSystem());
  }

  /**
   * A DECIMAL without digits is open: it has as many before the point as behind, and is never
   * rounded to them.
   */
  @Override
  public RelDataType createSqlType(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL
        ? createSqlType(typeName, DuetTypeSystem.DECIMAL_DIGITS, DuetTypeSystem.OPEN_SCALE)
        : super.createSqlType(typeName);
  }

  /** Whether a DECIMAL was declared without digits. */
  public static boolean isOpenDecimal(int precision, int scale) {
    return precision == DuetTypeSystem.DECIMAL_DIGITS && scale == DuetTypeSystem.OPEN_SCALE;
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
