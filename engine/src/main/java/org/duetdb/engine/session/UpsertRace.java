package org.duetdb.engine.session;

import java.util.Set;
import org.bson.BsonDocument;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.PathComparison.Operator;
import org.duetdb.api.spi.UpdateOperation;

/** When an upsert that found nothing and then a duplicate is worth trying again, as an update. */
final class UpsertRace {
  private UpsertRace() {}

  /**
   * Whether another has inserted just what the upsert looks for: its filter says nothing but that
   * the paths of the violated unique index equal the values that are there twice.
   */
  static boolean isOver(
      UpdateOperation operation, Object[] parameters, DuplicateKeyException raced) {
    if (operation.access() instanceof Access.Key) {
      return operation.residual() == DocumentPredicate.ALWAYS
          && raced.keyPattern().keySet().equals(Set.of("_id"));
    }
    return operation.access() instanceof Access.Where where
        && where.exact()
        && raced.keyValue().equals(equalities(where, parameters));
  }

  private static BsonDocument equalities(Access.Where where, Object[] parameters) {
    var equal = new BsonDocument();
    for (var comparison : where.comparisons()) {
      var values = comparison.values().values(parameters);
      if (comparison.operator() != Operator.IN || values.size() != 1) {
        return new BsonDocument();
      }
      equal.append(comparison.path().toString(), values.get(0).toBsonValue());
    }
    return equal;
  }
}
