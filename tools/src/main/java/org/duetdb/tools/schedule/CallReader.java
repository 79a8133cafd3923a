package org.duetdb.tools.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/**
 * Reads document calls as MongoDB's shell writes them: {@code db.COLLECTION.method(arguments)} and
 * {@code session.method(arguments)}, chains of them, separated by semicolons or line ends. The
 * arguments are MongoDB's extended JSON in its shell form, and may begin with a function of further
 * calls, {@code () => { ... }}. What a method means is not known here.
 */
final class CallReader {
  private static final Pattern FUNCTION = Pattern.compile("\\(\\s*\\)\\s*=>\\s*\\{");

  private final ScheduleScanner scanner;
  private final Block block;
  private final String text;
  private int next;

  CallReader(ScheduleScanner scanner, Block block) {
    this.scanner = scanner;
    this.block = block;
    this.text = block.text();
  }

  List<DocumentCall> read() {
    var calls = new ArrayList<DocumentCall>();
    skipBlanks(true);
    while (next < text.length()) {
      calls.add(call());
      skipBlanks(true);
    }
    if (calls.isEmpty()) {
      throw fault(0, "a document block needs a call, such as db.demo.find()");
    }
    return calls;
  }

  private DocumentCall call() {
    int start = next;
    var root = word();
    if (!root.equals("db") && !root.equals("session")) {
      throw fault(start, "a call begins with 'db.' or 'session.', found '" + root + "'");
    }
    boolean onSession = root.equals("session");
    var target = new StringBuilder(onSession ? root : "");
    int at = expectDot();
    var name = word();
    while (!onSession && peek() != '(') {
      target.append(target.isEmpty() ? "" : ".").append(name);
      at = expectDot();
      name = word();
    }
    if (target.isEmpty()) {
      throw fault(start, "'db' needs a collection: db.COLLECTION." + name + "(...)");
    }
    var chain = new ArrayList<DocumentCall.Invocation>();
    chain.add(invocation(name, at));
    while (continues()) {
      at = expectDot();
      chain.add(invocation(word(), at));
    }
    return new DocumentCall(
        target.toString(), onSession, chain, text.substring(start, next).strip());
  }

  private DocumentCall.Invocation invocation(String method, int at) {
    if (peek() != '(') {
      throw fault(next, "expected '(' after '" + method + "'");
    }
    int open = next;
    int end = closing(open);
    next = open + 1;
    var body = body();
    var arguments = arguments(next, end);
    next = end + 1;
    return new DocumentCall.Invocation(
        method, body, arguments, scanner.positionOf(block.start() + at));
  }

  /** The calls of a function, if there is one, and the comma behind it. */
  private List<DocumentCall> body() {
    skipBlanks(false);
    var head = FUNCTION.matcher(text).region(next, text.length());
    if (!head.lookingAt()) {
      return List.of();
    }
    int open = head.end() - 1;
    int end = closing(open);
    var inner = new Block(text.substring(open + 1, end), block.start() + open + 1);
    var calls = new CallReader(scanner, inner).read();
    next = end + 1;
    skipBlanks(false);
    if (peek() == ',') {
      next++;
    }
    return calls;
  }

  private List<BsonValue> arguments(int start, int end) {
    try {
      return BsonArray.parse("[" + text.substring(start, end) + "]");
    } catch (JsonParseException | BsonInvalidOperationException | IllegalArgumentException wrong) {
      throw fault(start, "these arguments cannot be read: " + wrong.getMessage());
    }
  }

  /** The index of the parenthesis or brace that closes the one at {@code open}. */
  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = endOfString(i);
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0 && --depth == 0) {
        return i;
      }
    }
    throw fault(open, "the parenthesis that begins here is not closed");
  }

  /** Strings are closed, because the scanner found the block's end outside of them. */
  private int endOfString(int open) {
    int i = open + 1;
    while (text.charAt(i) != text.charAt(open)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private boolean continues() {
    int before = next;
    skipBlanks(false);
    if (peek() == '.') {
      return true;
    }
    next = before;
    return false;
  }

  private int expectDot() {
    if (peek() != '.') {
      throw fault(next, "expected '.'");
    }
    next++;
    return next;
  }

  private String word() {
    int start = next;
    while (next < text.length() && Character.isJavaIdentifierPart(text.charAt(next))) {
      next++;
    }
    if (start == next) {
      throw fault(start, "expected a name");
    }
    return text.substring(start, next);
  }

  private char peek() {
    return next < text.length() ? text.charAt(next) : '\0';
  }

  private void skipBlanks(boolean semicolons) {
    while (next < text.length()) {
      char c = text.charAt(next);
      if (text.startsWith("//", next)) {
        int end = text.indexOf('\n', next);
        next = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c) || (semicolons && c == ';')) {
        next++;
      } else {
        return;
      }
    }
  }

  private ScheduleException fault(int index, String what) {
    return scanner.fault(block.start() + index, what);
  }
}
