package org.duetdb.sql.expression;

import java.util.UUID;
import org.duetdb.api.spi.Chance;

/** What a statement knows of its session, and chance. */
final class SessionFunctions {
  private static final String USER = "duet";

  private static final String VERSION = "Duet on Java " + Runtime.version();

  private SessionFunctions() {}

  static void register(FunctionTable.Registry registry) {
    for (String name : new String[] {"USER", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER"}) {
      registry.add(name, call -> new Constant(USER));
    }
    registry.add("CURRENT_SCHEMA", call -> (in, env) -> Environment.facts(env).schema());
    registry.add("CURRENT_CATALOG", call -> (in, env) -> Environment.facts(env).catalog());
    registry.add("CURRENT_DATABASE", call -> (in, env) -> Environment.facts(env).catalog());
    registry.add("RAND", call -> (in, env) -> Environment.facts(env).random().nextDouble());
    registry.add("RANDOM", call -> (in, env) -> Environment.facts(env).random().nextDouble());
    registry.add("NEXTVAL", SessionFunctions::nextValue);
    registry.add("CURRVAL", SessionFunctions::currentValue);
    registry.add("VERSION", call -> new Constant(VERSION));
    registry.add("RANDOM_UUID", call -> (in, env) -> uuid(env));
    registry.add("GEN_RANDOM_UUID", call -> (in, env) -> uuid(env));
  }

  private static Expression nextValue(FunctionCall call) {
    Expression name = call.argument(0);
    return (in, env) -> {
      Object sequence = name.value(in, env);
      return sequence == null ? null : Environment.facts(env).nextValue(sequence.toString());
    };
  }

  private static Expression currentValue(FunctionCall call) {
    Expression name = call.argument(0);
    return (in, env) -> {
      Object sequence = name.value(in, env);
      return sequence == null ? null : Environment.facts(env).currentValue(sequence.toString());
    };
  }

  private static UUID uuid(Object[] environment) {
    return Chance.uuid(Environment.facts(environment).random());
  }
}
