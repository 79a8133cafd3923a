package org.duetdb.sql.type;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;

/** Makes Calcite's types by Duet's limits; text is Unicode. Thread-safe, one for all. */
public final class DuetTypeFactory extends SqlTypeFactoryImpl {
  /** The one factory. */
  public static final DuetTypeFactory INSTANCE = new DuetTypeFactory();

  private DuetTypeFactory() {
    super(new DuetTypeSystem());
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
