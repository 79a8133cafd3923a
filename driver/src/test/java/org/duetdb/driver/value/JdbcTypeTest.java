package org.duetdb.driver.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.duetdb.sql.SqlType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcTypeTest {

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DATE", "TIME", "TIMESTAMP", "TIMESTAMP_WITH_TIME_ZONE", "ARRAY"})
  void theObjectClassIsTheClassOfSqlsValues(SqlType type) {
    assertThat(JdbcType.of(type).objectClass()).isEqualTo(type.javaClass());
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, INTEGER",
    "VARCHAR(20), VARCHAR",
    "character varying(3), VARCHAR",
    "CHARACTER(3), CHAR",
    "NUMERIC, DECIMAL",
    "FLOAT, DOUBLE",
    "TIMESTAMP(3), TIMESTAMP",
    "TIMESTAMP(3) WITH TIME ZONE, TIMESTAMP_WITH_TIME_ZONE",
    "TIMESTAMP WITH LOCAL TIME ZONE, TIMESTAMP_WITH_TIME_ZONE",
    "uuid, UUID",
    "GEOMETRY, ANY"
  })
  void aTypeIsFoundByItsName(String name, SqlType type) {
    assertThat(JdbcType.named(name)).isEqualTo(JdbcType.of(type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VARCHAR(20) | VARCHAR",
        "DECIMAL(10, 2) | DECIMAL",
        "VARCHAR(20) ARRAY | VARCHAR ARRAY",
        "TIMESTAMP(3) WITH TIME ZONE | TIMESTAMP WITH TIME ZONE",
        "ROW(a INTEGER, b VARCHAR(3)) | ROW"
      })
  void theReportedNameHasNoLimits(String typeName, String reported) {
    assertThat(JdbcType.nameWithoutLimits(typeName)).isEqualTo(reported);
  }
}
