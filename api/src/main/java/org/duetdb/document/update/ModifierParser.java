package org.duetdb.document.update;

import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** Makes the modifier of one field from an operator's argument. */
@FunctionalInterface
interface ModifierParser {
  Modifier parse(String field, BsonValue argument);

  /** The parser of an operator. */
  static ModifierParser of(String operator) {
    return switch (operator) {
      case "$set" -> (field, argument) -> set(argument);
      case "$setOnInsert" -> (field, argument) -> new SetOnInsertModifier(set(argument));
      case "$unset" -> (field, argument) -> UnsetModifier.INSTANCE;
      case "$inc" -> ArithmeticModifier::inc;
      case "$mul" -> ArithmeticModifier::mul;
      case "$min" -> (field, argument) -> new MinMaxModifier(BsonSlice.of(argument), false);
      case "$max" -> (field, argument) -> new MinMaxModifier(BsonSlice.of(argument), true);
      case "$bit" -> (field, argument) -> BitModifier.parse(argument);
      case "$currentDate" -> (field, argument) -> CurrentDateModifier.parse(argument);
      case "$addToSet" -> (field, argument) -> AddToSetModifier.parse(argument);
      case "$pop" -> PopModifier::parse;
      case "$pull" -> (field, argument) -> PullModifier.pull(argument);
      case "$pullAll" -> (field, argument) -> PullModifier.pullAll(argument);
      case "$rename" -> RenameModifier::parse;
      case "$push" -> (field, argument) -> PushParser.parse(argument);
      default ->
          throw new DuetException(
              ErrorCode.FAILED_TO_PARSE,
              "Unknown modifier: "
                  + operator
                  + ". Expected a valid update modifier or pipeline-style update specified as an"
                  + " array");
    };
  }

  private static SetModifier set(BsonValue argument) {
    return new SetModifier(BsonSlice.of(argument));
  }
}
