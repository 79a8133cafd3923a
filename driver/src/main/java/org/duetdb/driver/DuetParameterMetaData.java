package org.duetdb.driver;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.duetdb.driver.value.JdbcType;
import org.duetdb.sql.SqlParameter;
import org.duetdb.sql.SqlState;

/** What the places of a statement's {@code ?} ask for. Immutable. */
final class DuetParameterMetaData implements ParameterMetaData {
  private final List<SqlParameter> parameters;

  DuetParameterMetaData(List<SqlParameter> parameters) {
    this.parameters = parameters;
  }

  private SqlParameter parameter(int position) throws SQLException {
    if (position < 1 || position > parameters.size()) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "there is no parameter " + position + "; the statement has " + parameters.size());
    }
    return parameters.get(position - 1);
  }

  @Override
  public int getParameterCount() {
    return parameters.size();
  }

  @Override
  public int isNullable(int position) throws SQLException {
    parameter(position);
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int position) throws SQLException {
    return JdbcType.isSigned(parameter(position).type());
  }

  @Override
  public int getPrecision(int position) throws SQLException {
    SqlParameter parameter = parameter(position);
    return parameter.precision() > 0
        ? parameter.precision()
        : JdbcType.of(parameter.type()).precision();
  }

  @Override
  public int getScale(int position) throws SQLException {
    return parameter(position).scale();
  }

  @Override
  public int getParameterType(int position) throws SQLException {
    return JdbcType.of(parameter(position).type()).code();
  }

  @Override
  public String getParameterTypeName(int position) throws SQLException {
    return JdbcType.nameWithoutLimits(parameter(position).typeName());
  }

  @Override
  public String getParameterClassName(int position) throws SQLException {
    return JdbcType.of(parameter(position).type()).objectClass().getName();
  }

  @Override
  public int getParameterMode(int position) throws SQLException {
    parameter(position);
    return parameterModeIn;
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapper(this, type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }
}
