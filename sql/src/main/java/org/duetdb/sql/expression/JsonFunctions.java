package org.duetdb.sql.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.calcite.runtime.JsonFunctions.StatefulFunction;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/** The JSON functions, over texts and over documents. Paths are evaluated by Calcite's runtime. */
final class JsonFunctions {
  private JsonFunctions() {}

  static void register(FunctionTable.Registry registry) {
    registry.add("JSON_VALUE", JsonFunctions::value);
    registry.add("JSON_QUERY", JsonFunctions::query);
    registry.add("JSON_EXISTS", JsonFunctions::exists);
    registry.add("JSON_OBJECT", JsonFunctions::object);
    registry.add("JSON_ARRAY", JsonFunctions::array);
    registry.add("FORMAT JSON", call -> call.one(json -> JsonValues.tree(json.toString())));
    registry.add("JSON_TYPE", JsonFunctions::type);
    registry.add(
        "JSON_DEPTH", call -> text(call, org.apache.calcite.runtime.JsonFunctions::jsonDepth));
    registry.add(
        "JSON_LENGTH", call -> text(call, org.apache.calcite.runtime.JsonFunctions::jsonLength));
    registry.add(
        "JSON_KEYS", call -> text(call, org.apache.calcite.runtime.JsonFunctions::jsonKeys));
    registry.add(
        "JSON_PRETTY", call -> text(call, org.apache.calcite.runtime.JsonFunctions::jsonPretty));
    test(registry, "VALUE", org.apache.calcite.runtime.JsonFunctions::isJsonValue);
    test(registry, "OBJECT", org.apache.calcite.runtime.JsonFunctions::isJsonObject);
    test(registry, "ARRAY", org.apache.calcite.runtime.JsonFunctions::isJsonArray);
    test(registry, "SCALAR", org.apache.calcite.runtime.JsonFunctions::isJsonScalar);
  }

  private static void test(
      FunctionTable.Registry registry, String what, Function<String, Boolean> test) {
    registry.add("IS JSON " + what, call -> text(call, test::apply));
    registry.add("IS NOT JSON " + what, call -> text(call, json -> !test.apply(json)));
  }

  private static Expression text(FunctionCall call, Function<String, Object> function) {
    UnaryOperator<Object> text = JsonValues.text(call.type(0));
    return call.one(json -> JsonValues.checked(() -> function.apply((String) text.apply(json))));
  }

  /** JSON_TYPE, whose name Calcite also gives to what marks a nested constructor as JSON. */
  private static Expression type(FunctionCall call) {
    return call.call().getOperator() == SqlStdOperatorTable.JSON_TYPE_OPERATOR
        ? call.one(json -> JsonValues.tree(json.toString()))
        : text(call, org.apache.calcite.runtime.JsonFunctions::jsonType);
  }

  private static Expression value(FunctionCall call) {
    var behaviours = JsonBehaviours.of(call);
    var runtime = new StatefulFunction();
    UnaryOperator<Object> text = JsonValues.text(call.type(0));
    UnaryOperator<Object> result =
        Casts.between(JsonBehaviours.ANY, call.type(), Casts.Mode.EXPLICIT);
    return (input, environment) -> {
      Object json = call.argument(0).value(input, environment);
      Object path = call.argument(1).value(input, environment);
      if (json == null || path == null) {
        return null;
      }
      if (behaviours.onError() != SqlJsonValueEmptyOrErrorBehavior.NULL
          && isUnfit(runtime, (String) text.apply(json), path(path))) {
        Object instead = behaviours.unfit(path).value(input, environment);
        return instead == null ? null : result.apply(instead);
      }
      Object found =
          JsonValues.checked(
              () ->
                  runtime.jsonValue(
                      (String) text.apply(json),
                      path(path),
                      behaviours.onEmpty(),
                      behaviours.emptyDefault().value(input, environment),
                      behaviours.onError(),
                      behaviours.errorDefault().value(input, environment)));
      return found == null ? null : result.apply(found);
    };
  }

  /** What Calcite takes for nothing found: a text that is no JSON, an object or an array. */
  private static boolean isUnfit(StatefulFunction runtime, String json, String path) {
    return !org.apache.calcite.runtime.JsonFunctions.isJsonValue(json)
        || runtime.jsonQuery(
                json,
                path,
                SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY,
                SqlJsonQueryEmptyOrErrorBehavior.NULL,
                SqlJsonQueryEmptyOrErrorBehavior.NULL,
                true)
            != null;
  }

  private static String path(Object path) {
    String text = path.toString().strip();
    return text.startsWith("$") ? "lax " + text : text;
  }

  private static Expression query(FunctionCall call) {
    var wrapper = symbol(call, 2, SqlJsonQueryWrapperBehavior.class);
    var onEmpty = symbol(call, 3, SqlJsonQueryEmptyOrErrorBehavior.class);
    var onError = symbol(call, 4, SqlJsonQueryEmptyOrErrorBehavior.class);
    var runtime = new StatefulFunction();
    UnaryOperator<Object> text = JsonValues.text(call.type(0));
    return Strict.two(
        (json, path) ->
            JsonValues.checked(
                () ->
                    runtime.jsonQuery(
                        (String) text.apply(json), path(path), wrapper, onEmpty, onError, true)),
        call.argument(0),
        call.argument(1));
  }

  private static Expression exists(FunctionCall call) {
    var onError =
        call.size() > 2
            ? symbol(call, 2, SqlJsonExistsErrorBehavior.class)
            : SqlJsonExistsErrorBehavior.FALSE;
    var runtime = new StatefulFunction();
    UnaryOperator<Object> text = JsonValues.text(call.type(0));
    return Strict.two(
        (json, path) ->
            JsonValues.checked(
                () -> runtime.jsonExists((String) text.apply(json), path(path), onError)),
        call.argument(0),
        call.argument(1));
  }

  private static <E> E symbol(FunctionCall call, int index, Class<E> type) {
    if (call.argument(index) instanceof Constant constant && type.isInstance(constant.constant())) {
      return type.cast(constant.constant());
    }
    throw new SqlFailure(
        SqlState.SYNTAX_ERROR, "a JSON function's behaviour must be one of its words");
  }

  private static Expression object(FunctionCall call) {
    boolean absent =
        symbol(call, 0, SqlJsonConstructorNullClause.class)
            == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
    List<Expression> members = converted(call);
    return (input, environment) -> {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int i = 0; i < members.size(); i += 2) {
        Object name = members.get(i).value(input, environment);
        Object value = members.get(i + 1).value(input, environment);
        if (name == null) {
          throw new SqlFailure(SqlState.INVALID_JSON, "the name of a JSON member cannot be NULL");
        }
        if (value != null || !absent) {
          object.put(name.toString(), value);
        }
      }
      return JsonValues.text(object);
    };
  }

  private static Expression array(FunctionCall call) {
    boolean absent =
        symbol(call, 0, SqlJsonConstructorNullClause.class)
            == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
    List<Expression> elements = converted(call);
    return (input, environment) -> {
      List<@Nullable Object> array = new ArrayList<>();
      for (Expression element : elements) {
        Object value = element.value(input, environment);
        if (value != null || !absent) {
          array.add(value);
        }
      }
      return JsonValues.text(array);
    };
  }

  /** The arguments behind the first, as JSON has them; what says FORMAT JSON is a tree already. */
  private static List<Expression> converted(FunctionCall call) {
    List<Expression> values = new ArrayList<>();
    for (int i = 1; i < call.size(); i++) {
      boolean tree = call.isJson(i);
      UnaryOperator<Object> json = tree ? UnaryOperator.identity() : JsonValues.of(call.type(i));
      values.add(Strict.one(json::apply, call.argument(i)));
    }
    return values;
  }
}
