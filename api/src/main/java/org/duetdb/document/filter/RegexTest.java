package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.bson.BsonRegularExpression;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.expression.RegexOptions;

/**
 * A regular expression found in a string, or equal to a regular expression stored as a value. The
 * expressions are Java's, which agree with MongoDB's (PCRE) in all common constructs.
 */
final class RegexTest implements ValueTest {
  private final Pattern pattern;
  private final BsonSlice self;

  private RegexTest(Pattern pattern, BsonSlice self) {
    this.pattern = pattern;
    this.self = self;
  }

  static RegexTest of(String regex, String options) {
    if (regex.indexOf('\0') >= 0) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "Regular expression cannot contain an embedded null byte");
    }
    try {
      Pattern pattern = Pattern.compile(regex, RegexOptions.flags(options));
      return new RegexTest(pattern, BsonSlice.of(new BsonRegularExpression(regex, options)));
    } catch (PatternSyntaxException e) {
      throw DuetException.located(51091, "Regular expression is invalid: " + e.getDescription());
    }
  }

  static RegexTest of(BsonRegularExpression regex) {
    return of(regex.getPattern(), regex.getOptions());
  }

  @Override
  public boolean test(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.STRING, ElementType.SYMBOL ->
          pattern.matcher(BsonBytes.string(bytes, offset(slot))).find();
      case ElementType.REGEX -> BsonOrder.equal(bytes, slot, self.bytes(), self.slot());
      default -> false;
    };
  }
}
