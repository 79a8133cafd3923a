package org.duetdb.document.expression;

import static org.duetdb.document.expression.ExpressionCompiler.isTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.jspecify.annotations.Nullable;

/** Comparison, boolean logic, choice, and constants. */
final class Logic {
  private Logic() {}

  static void register(OperatorTable table) {
    comparison(table, "$eq", order -> order == 0);
    comparison(table, "$ne", order -> order != 0);
    comparison(table, "$lt", order -> order < 0);
    comparison(table, "$lte", order -> order <= 0);
    comparison(table, "$gt", order -> order > 0);
    comparison(table, "$gte", order -> order >= 0);
    table.function("$cmp", 2, 2, v -> BsonSlice.of(Integer.signum(v[0].compareTo(v[1]))));
    table.add("$and", operands -> connective(operands, false));
    table.add("$or", operands -> connective(operands, true));
    table.unary("$not", value -> BsonSlice.of(!isTrue(value)));
    table.add("$cond", Logic::cond);
    table.add("$ifNull", Logic::ifNull);
    table.add("$switch", Logic::choose);
    table.add("$literal", operands -> Expression.constant(BsonSlice.of(operands.raw())));
    table.add("$const", operands -> Expression.constant(BsonSlice.of(operands.raw())));
  }

  private static void comparison(OperatorTable table, String name, IntPredicate accepts) {
    table.function(name, 2, 2, v -> BsonSlice.of(accepts.test(v[0].compareTo(v[1]))));
  }

  /** Evaluates operands until one has the value that decides. */
  private static Expression connective(Operands operands, boolean decides) {
    Expression[] parts = operands.between(0, Operands.ANY);
    return scope -> {
      for (Expression part : parts) {
        if (isTrue(part.evaluate(scope)) == decides) {
          return BsonSlice.of(decides);
        }
      }
      return BsonSlice.of(!decides);
    };
  }

  private static Expression cond(Operands operands) {
    if (!operands.raw().isDocument()) {
      Expression[] parts = operands.between(3, 3);
      return cond(parts[0], parts[1], parts[2]);
    }
    for (String name : operands.raw().asDocument().keySet()) {
      if (!List.of("if", "then", "else").contains(name)) {
        throw DuetException.located(17083, "Unrecognized parameter to $cond: " + name);
      }
    }
    return cond(
        operands.required("if", 17080),
        operands.required("then", 17081),
        operands.required("else", 17082));
  }

  private static Expression cond(Expression test, Expression then, Expression otherwise) {
    return scope -> (isTrue(test.evaluate(scope)) ? then : otherwise).evaluate(scope);
  }

  private static Expression ifNull(Operands operands) {
    int count = operands.list().size();
    if (count < 2) {
      throw DuetException.located(1257300, "$ifNull needs at least two arguments, had: " + count);
    }
    Expression[] parts = operands.between(2, Operands.ANY);
    return scope -> {
      BsonSlice value = BsonSlice.NULL;
      for (Expression part : parts) {
        value = part.evaluate(scope);
        if (!value.isNullish()) {
          return value;
        }
      }
      return value;
    };
  }

  /** One branch of a {@code $switch}. */
  private record Branch(Expression test, Expression then) {}

  private static Expression choose(Operands operands) {
    if (!operands.raw().isDocument()) {
      throw DuetException.located(
          40060, "$switch requires an object as an argument, found: " + typeOf(operands.raw()));
    }
    BsonDocument named = operands.raw().asDocument();
    for (String name : named.keySet()) {
      if (!List.of("branches", "default").contains(name)) {
        throw DuetException.located(40067, "$switch found an unknown argument: " + name);
      }
    }
    List<Branch> branches = branches(operands, named.get("branches"));
    Optional<Expression> otherwise = operands.optional("default");
    return scope -> {
      for (Branch branch : branches) {
        if (isTrue(branch.test().evaluate(scope))) {
          return branch.then().evaluate(scope);
        }
      }
      return otherwise.orElseThrow(Logic::noBranch).evaluate(scope);
    };
  }

  private static List<Branch> branches(Operands operands, @Nullable BsonValue written) {
    if (written == null || written.isArray() && written.asArray().isEmpty()) {
      throw DuetException.located(40068, "$switch requires at least one branch.");
    }
    if (!written.isArray()) {
      throw DuetException.located(
          40061, "$switch expected an array for 'branches', found: " + typeOf(written));
    }
    List<Branch> branches = new ArrayList<>();
    for (BsonValue branch : written.asArray()) {
      branches.add(branch(operands, branch));
    }
    return branches;
  }

  private static Branch branch(Operands operands, BsonValue written) {
    if (!written.isDocument()) {
      throw DuetException.located(
          40062, "$switch expected each branch to be an object, found: " + typeOf(written));
    }
    BsonDocument parts = written.asDocument();
    for (String name : parts.keySet()) {
      if (!List.of("case", "then").contains(name)) {
        throw DuetException.located(
            40063, "$switch found an unknown argument to a branch: " + name);
      }
    }
    if (!parts.containsKey("case")) {
      throw DuetException.located(40064, "$switch requires each branch have a 'case' expression");
    }
    if (!parts.containsKey("then")) {
      throw DuetException.located(40065, "$switch requires each branch have a 'then' expression.");
    }
    return new Branch(operands.compile(parts.get("case")), operands.compile(parts.get("then")));
  }

  private static DuetException noBranch() {
    return DuetException.located(
        40066,
        "$switch could not find a matching branch for an input, and no default was specified.");
  }

  private static String typeOf(BsonValue value) {
    return Values.typeName(BsonSlice.of(value));
  }
}
