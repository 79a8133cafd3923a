package org.duetdb.sql.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlPosition;
import org.duetdb.sql.SqlState;

/**
 * What Calcite's validator complains of, as failures with the SQLSTATE that its message stands for.
 */
final class ValidationFailures {
  private static final Map<Pattern, SqlState> STATES = new LinkedHashMap<>();

  static {
    map("(Table|Object|View) '.*' not found", SqlState.UNDEFINED_TABLE);
    map("Schema '.*' not found", SqlState.UNDEFINED_SCHEMA);
    map("(Column|Param) '.*' not found", SqlState.UNDEFINED_COLUMN);
    map("Unknown (identifier|field|target column) '", SqlState.UNDEFINED_COLUMN);
    map("ROW type does not have a field", SqlState.UNDEFINED_COLUMN);
    map("Column '.*' is ambiguous", SqlState.AMBIGUOUS_COLUMN);
    map("Column name '.*' in NATURAL join or USING", SqlState.AMBIGUOUS_COLUMN);
    map("Cannot qualify common column", SqlState.AMBIGUOUS_COLUMN);
    map("Target column '.*' is assigned more than once", SqlState.DUPLICATE_COLUMN);
    map("Duplicate (column )?name '", SqlState.DUPLICATE_COLUMN);
    map("Duplicate relation name", SqlState.DUPLICATE_ALIAS);
    map("No match found for function signature", SqlState.UNDEFINED_FUNCTION);
    map("Function '.*' (is not defined|not found)", SqlState.UNDEFINED_FUNCTION);
    map("Invalid number of arguments to function", SqlState.UNDEFINED_FUNCTION);
    map("Encountered .* with .* parameter", SqlState.UNDEFINED_FUNCTION);
    map("Cannot apply '", SqlState.UNDEFINED_FUNCTION);
    map("The .* function does not support", SqlState.UNDEFINED_FUNCTION);
    map("Cannot infer return type for", SqlState.UNDEFINED_FUNCTION);
    map("Type '.*' (not found|is not supported)", SqlState.UNDEFINED_OBJECT);
    map("Unknown datatype name", SqlState.UNDEFINED_OBJECT);
    map("Window '.*' not found", SqlState.UNDEFINED_OBJECT);
    map("Cast function cannot convert", SqlState.CANNOT_COERCE);
    map("Cannot (assign|convert)", SqlState.DATATYPE_MISMATCH);
    map("Values .* must have compatible types", SqlState.DATATYPE_MISMATCH);
    map(".* clause must be a condition", SqlState.DATATYPE_MISMATCH);
    map("Expected a (boolean|character) type", SqlState.DATATYPE_MISMATCH);
    map("Illegal mixing of types", SqlState.DATATYPE_MISMATCH);
    map("Type mismatch in column", SqlState.DATATYPE_MISMATCH);
    map(".*not comparable to", SqlState.DATATYPE_MISMATCH);
    map("Cannot compare values", SqlState.DATATYPE_MISMATCH);
    map("Invalid types? ", SqlState.DATATYPE_MISMATCH);
    map("Incompatible types", SqlState.DATATYPE_MISMATCH);
    map("UNNEST argument must be", SqlState.DATATYPE_MISMATCH);
    map("Expression '.*' is not being grouped", SqlState.GROUPING_ERROR);
    map(".*operator may only occur in", SqlState.GROUPING_ERROR);
    map("Argument to .* operator must be a grouped", SqlState.GROUPING_ERROR);
    map("(Windowed )?[Aa]ggregate expression", SqlState.GROUPING_ERROR);
    map("(FILTER|WITHIN GROUP|OVER) must", SqlState.GROUPING_ERROR);
    map("Expression '.*' is not in the select clause", SqlState.INVALID_CLAUSE);
    map("Ordinal out of range", SqlState.INVALID_CLAUSE);
    map("Numeric literal '.*' out of range", SqlState.NUMERIC_OUT_OF_RANGE);
    map("Literal '.*' can not be parsed", SqlState.INVALID_CAST);
    map("Illegal (DATE|TIME|TIMESTAMP) literal", SqlState.INVALID_DATETIME);
    map("Date literal .* out of range", SqlState.DATETIME_OVERFLOW);
    map("Interval (leading|fractional)", SqlState.INVALID_PARAMETER_VALUE);
    map("Illegal (interval|INTERVAL) literal", SqlState.INVALID_DATETIME);
    map("DECIMAL (precision|scale)", SqlState.INVALID_PARAMETER_VALUE);
  }

  private ValidationFailures() {}

  private static void map(String pattern, SqlState state) {
    STATES.put(Pattern.compile(pattern), state);
  }

  /** The failure that an exception of Calcite's validator stands for. */
  static SqlFailure of(CalciteContextException wrong, String sql) {
    Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
    String message = String.valueOf(cause.getMessage());
    SqlState state = state(message);
    if (wrong.getPosLine() < 1) {
      return new SqlFailure(state, message, wrong);
    }
    return new SqlFailure(
        state, message, sql, new SqlPosition(wrong.getPosLine(), wrong.getPosColumn()), wrong);
  }

  /** What Calcite's converter stumbles over although its validator has let it pass. */
  static SqlFailure unplanned(Throwable unplanned, String sql) {
    for (Throwable cause = unplanned; cause != null; cause = cause.getCause()) {
      if (cause instanceof CalciteContextException wrong) {
        return of(wrong, sql);
      }
    }
    return new SqlFailure(
        SqlState.UNSUPPORTED,
        "the query cannot be planned: " + String.valueOf(unplanned.getMessage()),
        unplanned);
  }

  private static SqlState state(String message) {
    return STATES.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(message).lookingAt())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(SqlState.SYNTAX_ERROR);
  }
}
