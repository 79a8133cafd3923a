package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.FilterCompiler;

/** The stages that let documents through or count them. */
final class FlowStages {
  private FlowStages() {}

  /** The filter that is the argument of {@code $match}. */
  static BsonDocument filter(BsonValue argument) {
    if (!argument.isDocument()) {
      throw DuetException.located(15959, "the match filter must be an expression in an object");
    }
    return argument.asDocument();
  }

  static Stage match(BsonValue argument, Names names) {
    DocumentPredicate test = predicate(filter(argument), names);
    return (input, context) -> matching(input, test, context);
  }

  /** The documents that pass a test. */
  static Iterator<byte[]> matching(
      Iterator<byte[]> input, DocumentPredicate test, PipelineContext context) {
    return new LookAhead() {
      @Override
      Optional<byte[]> advance() {
        while (input.hasNext()) {
          byte[] document = input.next();
          if (test.test(document, context.parameters())) {
            return Optional.of(document);
          }
        }
        return Optional.empty();
      }
    };
  }

  /** All of a filter as a predicate: a pipeline has no keys to look up. */
  static DocumentPredicate predicate(BsonDocument filter, Names names) {
    return FilterCompiler.predicate(filter, names);
  }

  static Stage limit(BsonValue argument) {
    long limit = number("$limit", argument, 5107201);
    if (limit == 0) {
      throw DuetException.located(15958, "the limit must be positive");
    }
    return (input, context) ->
        new Iterator<>() {
          private long left = limit;

          @Override
          public boolean hasNext() {
            return left > 0 && input.hasNext();
          }

          @Override
          public byte[] next() {
            left--;
            return input.next();
          }
        };
  }

  static Stage skip(BsonValue argument) {
    long count = number("$skip", argument, 5107200);
    return (input, context) ->
        new Iterator<>() {
          private long left = count;

          @Override
          public boolean hasNext() {
            while (left > 0 && input.hasNext()) {
              left--;
              input.next();
            }
            return input.hasNext();
          }

          @Override
          public byte[] next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return input.next();
          }
        };
  }

  private static long number(String stage, BsonValue argument, int refusal) {
    BsonSlice value = BsonSlice.of(argument);
    String element = stage + ": " + value;
    String start = "invalid argument to " + stage + " stage: ";
    if (!value.isNumber()) {
      throw DuetException.located(refusal, start + "Expected a number in: " + element);
    }
    if (!BsonNumbers.isLong(value.bytes(), value.slot())) {
      throw DuetException.located(refusal, start + "Expected an integer: " + element);
    }
    long number = BsonNumbers.longValue(value.bytes(), value.slot());
    if (number < 0) {
      throw DuetException.located(refusal, start + "Expected a non-negative number in: " + element);
    }
    return number;
  }

  static Stage count(BsonValue argument) {
    String field = argument.isString() ? argument.asString().getValue() : "";
    if (field.isEmpty()) {
      throw DuetException.located(40156, "the count field must be a non-empty string");
    }
    if (field.startsWith("$")) {
      throw DuetException.located(40158, "the count field cannot be a $-prefixed path");
    }
    if (field.contains(".")) {
      throw DuetException.located(40160, "the count field cannot contain '.'");
    }
    return (input, context) -> {
      long count = 0;
      while (input.hasNext()) {
        input.next();
        count++;
      }
      return count == 0 ? List.<byte[]>of().iterator() : List.of(counted(field, count)).iterator();
    };
  }

  private static byte[] counted(String field, long count) {
    boolean small = count == (int) count;
    return BsonCodecs.encode(
        new BsonDocument(field, small ? new BsonInt32((int) count) : new BsonInt64(count)));
  }

  static Stage sample(BsonValue argument) {
    if (!argument.isDocument()) {
      throw DuetException.located(28745, "the $sample stage specification must be an object");
    }
    for (String name : argument.asDocument().keySet()) {
      if (!name.equals("size")) {
        throw DuetException.located(28748, "unrecognized option to $sample: " + name);
      }
    }
    if (!argument.asDocument().containsKey("size")) {
      throw DuetException.located(28749, "$sample stage must specify a size");
    }
    BsonSlice size = BsonSlice.of(argument.asDocument().get("size"));
    if (!size.isNumber()) {
      throw DuetException.located(28746, "size argument to $sample must be a number");
    }
    long count = (long) BsonNumbers.nearestDouble(size.bytes(), size.slot());
    if (count <= 0) {
      throw DuetException.located(28747, "size argument to $sample must be a positive integer");
    }
    return (input, context) -> reservoir(input, count, context).iterator();
  }

  /** So many documents of a stream whose length is not known, each with the same chance. */
  private static List<byte[]> reservoir(
      Iterator<byte[]> input, long count, PipelineContext context) {
    List<byte[]> kept = new ArrayList<>();
    long seen = 0;
    while (input.hasNext()) {
      byte[] document = input.next();
      seen++;
      if (kept.size() < count) {
        kept.add(document);
      } else {
        long place = context.random().nextLong(seen);
        if (place < count) {
          kept.set((int) place, document);
        }
      }
    }
    return kept;
  }
}
