package org.duetdb.tools.schedule;

/** A word or mark of a schedule file. */
record Token(Kind kind, String text, Position position) {
  enum Kind {
    /** A bare word; may be a keyword. */
    WORD,
    /** A name in quotes; never a keyword. */
    QUOTED,
    NUMBER,
    /** One of {@code , ( ) * :}. */
    MARK,
    /** The brace that begins a block. Its content is for the reader to fetch. */
    BLOCK,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isMark(String mark) {
    return kind == Kind.MARK && text.equals(mark);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** For error messages. */
  String describe() {
    return switch (kind) {
      case WORD, NUMBER, MARK -> "'" + text + "'";
      case QUOTED -> "\"" + text + "\"";
      case BLOCK -> "a block in braces";
      case END -> "the end of the file";
    };
  }
}
