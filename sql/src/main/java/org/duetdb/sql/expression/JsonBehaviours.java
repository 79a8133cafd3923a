package org.duetdb.sql.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.DuetTypeFactory;

/**
 * What JSON_VALUE does when there is nothing, and when something is wrong.
 *
 * @param onEmpty ON EMPTY
 * @param emptyDefault its DEFAULT
 * @param onError ON ERROR
 * @param errorDefault its DEFAULT
 */
record JsonBehaviours(
    SqlJsonValueEmptyOrErrorBehavior onEmpty,
    Expression emptyDefault,
    SqlJsonValueEmptyOrErrorBehavior onError,
    Expression errorDefault) {
  static final RelDataType ANY = DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.ANY);

  private static final Expression NOTHING = new Constant(null);

  /** What stands for a value that is none, where ON ERROR asks for more than NULL. */
  Expression unfit(Object path) {
    if (onError == SqlJsonValueEmptyOrErrorBehavior.ERROR) {
      throw new SqlFailure(
          SqlState.INVALID_JSON, "JSON_VALUE finds no number, text or boolean at " + path);
    }
    return errorDefault;
  }

  /** Reads the operands behind the path: a word, a value if the word is DEFAULT, ON what. */
  static JsonBehaviours of(FunctionCall call) {
    var behaviours =
        new JsonBehaviours(
            SqlJsonValueEmptyOrErrorBehavior.NULL,
            NOTHING,
            SqlJsonValueEmptyOrErrorBehavior.NULL,
            NOTHING);
    var word = SqlJsonValueEmptyOrErrorBehavior.NULL;
    Expression value = NOTHING;
    for (int i = 2; i < call.size(); i++) {
      Object symbol = call.argument(i) instanceof Constant constant ? constant.constant() : null;
      if (symbol instanceof SqlJsonValueEmptyOrErrorBehavior behaviour) {
        word = behaviour;
        value = NOTHING;
      } else if (symbol == SqlJsonEmptyOrError.EMPTY) {
        behaviours =
            new JsonBehaviours(word, value, behaviours.onError(), behaviours.errorDefault());
      } else if (symbol == SqlJsonEmptyOrError.ERROR) {
        behaviours =
            new JsonBehaviours(behaviours.onEmpty(), behaviours.emptyDefault(), word, value);
      } else {
        value = call.argument(i);
      }
    }
    return behaviours;
  }
}
