package org.duetdb.document.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.jspecify.annotations.Nullable;

/** Regular expressions: does one match, where, and everywhere. */
final class Regexes {
  private Regexes() {}

  static void register(OperatorTable table) {
    search(table, "$regexMatch", BsonSlice.of(false), (m, text) -> BsonSlice.of(m.find()));
    search(
        table,
        "$regexFind",
        BsonSlice.NULL,
        (m, text) -> m.find() ? found(m, text) : BsonSlice.NULL);
    search(table, "$regexFindAll", BsonArrays.toArray(List.of()), Regexes::all);
  }

  /** What is made of a matcher on the input. */
  @FunctionalInterface
  private interface Search {
    BsonSlice of(Matcher matcher, String text);
  }

  private static void search(OperatorTable table, String name, BsonSlice none, Search search) {
    table.add(
        name,
        operands -> {
          operands.named(51103, 31024, "input", "regex", "options");
          Expression input = operands.required("input", 31022);
          Expression regex = operands.required("regex", 31023);
          Optional<Expression> options = operands.optional("options");
          return scope -> {
            BsonSlice text = input.evaluate(scope);
            BsonSlice pattern = regex.evaluate(scope);
            BsonSlice flags = options.map(o -> o.evaluate(scope)).orElse(BsonSlice.NULL);
            requireString(name, text);
            Optional<Pattern> compiled = compile(name, pattern, flags);
            return text.isNullish() || compiled.isEmpty()
                ? none
                : search(search, compiled.get(), Values.string(text));
          };
        });
  }

  private static BsonSlice search(Search search, Pattern pattern, String text) {
    return search.of(pattern.matcher(text), text);
  }

  private static void requireString(String name, BsonSlice text) {
    if (!Values.isString(text) && !text.isNullish()) {
      throw DuetException.located(51104, name + " needs 'input' to be of type string");
    }
  }

  private static Optional<Pattern> compile(String name, BsonSlice regex, BsonSlice options) {
    if (!options.isNullish() && !Values.isString(options)) {
      throw DuetException.located(51106, name + " needs 'options' to be of type string");
    }
    String flags = options.isNullish() ? "" : Values.string(options);
    if (regex.isNullish()) {
      return Optional.empty();
    }
    if (Values.isString(regex)) {
      return Optional.of(compile(name, Values.string(regex), flags));
    }
    if (regex.type() != ElementType.REGEX) {
      throw DuetException.located(51105, name + " needs 'regex' to be of type string or regex");
    }
    String pattern = BsonBytes.cString(regex.bytes(), regex.offset());
    String own =
        BsonBytes.cString(regex.bytes(), BsonBytes.endOfCString(regex.bytes(), regex.offset()));
    if (!own.isEmpty() && !flags.isEmpty()) {
      throw DuetException.located(
          51107, name + ": found regex option(s) specified in both 'regex' and 'option' fields");
    }
    return Optional.of(compile(name, pattern, own.isEmpty() ? flags : own));
  }

  private static Pattern compile(String name, String pattern, String options) {
    try {
      return Pattern.compile(pattern, RegexOptions.flags(options));
    } catch (PatternSyntaxException e) {
      throw DuetException.located(51111, "Invalid Regex in " + name + ": " + e.getDescription());
    }
  }

  private static BsonSlice all(Matcher matcher, String text) {
    List<BsonSlice> matches = new ArrayList<>();
    while (matcher.find()) {
      matches.add(found(matcher, text));
    }
    return BsonArrays.toArray(matches);
  }

  private static BsonSlice found(Matcher matcher, String text) {
    BsonArray captures = new BsonArray();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      captures.add(capture(matcher.group(i)));
    }
    int index = text.codePointCount(0, matcher.start());
    BsonDocument match =
        new BsonDocument("match", new BsonString(matcher.group()))
            .append("idx", new BsonInt32(index))
            .append("captures", captures);
    return BsonSlice.of(match);
  }

  private static BsonValue capture(@Nullable String group) {
    return group == null ? BsonNull.VALUE : new BsonString(group);
  }
}
