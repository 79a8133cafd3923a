package org.duetdb.sql.plan;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.grammar.DuetConformance;
import org.duetdb.sql.type.DuetTypeFactory;

/**
 * Calcite's validator, except that a parameter whose place asks for no type is of type ANY instead
 * of being refused. NULL is the least value, as in BSON's order.
 */
final class DuetValidator extends SqlValidatorImpl {
  private final Map<Integer, RelDataType> hints;
  private final Map<SqlDynamicParam, RelDataType> arrays = new IdentityHashMap<>();

  /**
   * A validator for one query; {@code hints} gives parameters the type of the column they are
   * stored in.
   */
  DuetValidator(
      CalciteCatalogReader catalog, Map<Integer, RelDataType> hints, Conformance conformance) {
    super(DuetOperators.TABLE, catalog, DuetTypeFactory.INSTANCE, settings(conformance));
    this.hints = new HashMap<>(hints);
  }

  private static Config settings(Conformance conformance) {
    Config config =
        conformance == Conformance.LENIENT
            ? Config.DEFAULT.withTypeCoercionFactory(LenientCoercion::new)
            : Config.DEFAULT;
    return config
        .withConformance(DuetConformance.INSTANCE)
        .withDefaultNullCollation(NullCollation.LOW)
        .withIdentifierExpansion(true)
        .withCallRewrite(true)
        .withTypeCoercionEnabled(true);
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlBasicCall call
        && call.getOperator().getOperandTypeInference() == InferTypes.FIRST_KNOWN) {
      inferWithin(call, scope);
    }
    if (node instanceof SqlBasicCall call && call.getOperator() instanceof SqlQuantifyOperator) {
      noteArray(call, scope);
    }
    RelDataType array = node instanceof SqlDynamicParam parameter ? arrays.get(parameter) : null;
    if (array != null) {
      super.inferUnknownTypes(array, scope, node);
      return;
    }
    boolean unknown = node instanceof SqlDynamicParam && inferredType.equals(unknownType);
    super.inferUnknownTypes(unknown ? openType((SqlDynamicParam) node) : inferredType, scope, node);
  }

  /** In {@code x = ANY (?)} the parameter is an array of what x is. */
  private void noteArray(SqlBasicCall call, SqlValidatorScope scope) {
    if (call.operand(1) instanceof SqlNodeList list
        && list.size() == 1
        && list.get(0) instanceof SqlDynamicParam parameter
        && !(call.operand(0) instanceof SqlDynamicParam)) {
      RelDataType element =
          typeFactory.createTypeWithNullability(deriveType(scope, call.operand(0)), true);
      RelDataType array = typeFactory.createArrayType(element, -1);
      arrays.put(parameter, typeFactory.createTypeWithNullability(array, true));
    }
  }

  /**
   * Infers the types of parameters in arithmetic below a call before the call asks for the type of
   * its operands, as in {@code id - ? = 0}.
   */
  private void inferWithin(SqlBasicCall call, SqlValidatorScope scope) {
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlBasicCall inner
          && inner.getOperator() instanceof SqlBinaryOperator
          && inner.getOperandList().stream().anyMatch(SqlDynamicParam.class::isInstance)) {
        inferUnknownTypes(unknownType, scope, inner);
      }
    }
  }

  private RelDataType openType(SqlDynamicParam parameter) {
    return hints.getOrDefault(parameter.getIndex(), ColumnTypes.any());
  }

  /** How names are compared. */
  SqlNameMatcher names() {
    return getCatalogReader().nameMatcher();
  }
}
