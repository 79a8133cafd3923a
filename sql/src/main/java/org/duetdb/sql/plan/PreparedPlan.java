package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlParameter;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.type.ParameterValues;
import org.duetdb.sql.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A plan with what its parameters want.
 *
 * @param plan what the statement does
 * @param view the catalog that it was planned against
 * @param parameters the parameters' types, in order
 * @param conversions for each parameter what makes a value of the caller's object
 * @param reusable whether it may be kept for the next execution of the same text
 */
public record PreparedPlan(
    StatementPlan plan,
    CatalogView view,
    List<SqlParameter> parameters,
    List<Function<Object, Object>> conversions,
    boolean reusable) {

  static PreparedPlan of(
      StatementPlan plan, CatalogView view, List<RelDataType> parameters, boolean reusable) {
    List<SqlParameter> descriptions = new ArrayList<>();
    List<Function<Object, Object>> conversions = new ArrayList<>();
    for (RelDataType type : parameters) {
      descriptions.add(SqlTypes.parameter(type));
      conversions.add(ParameterValues.to(type));
    }
    return new PreparedPlan(
        plan, view, List.copyOf(descriptions), List.copyOf(conversions), reusable);
  }

  /** The caller's objects as values; 07001 if there are too few or too many. */
  public @Nullable Object[] values(@Nullable Object[] objects) {
    if (objects.length != conversions.size()) {
      throw new SqlFailure(
          SqlState.WRONG_PARAMETER_COUNT,
          "the statement takes "
              + conversions.size()
              + " parameters, but "
              + objects.length
              + " were given");
    }
    @Nullable Object[] values = new Object[objects.length];
    for (int i = 0; i < values.length; i++) {
      Object object = objects[i];
      values[i] = object == null ? null : conversions.get(i).apply(object);
    }
    return values;
  }
}
