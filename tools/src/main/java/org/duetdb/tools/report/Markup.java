package org.duetdb.tools.report;

/**
 * HTML or SVG under construction. Every text and every attribute's value goes through {@link
 * #escaped}, so nothing that a schedule or an engine says can become markup.
 */
final class Markup {
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder();

  /** Opens an element; {@code attributes} are names and values in turn. */
  Markup open(String tag, Object... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(String.valueOf(attributes[i + 1]))).append('"');
    }
    out.append('>');
    return this;
  }

  Markup close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** Text that is shown as it is. */
  Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** A line end, for whoever reads the source or its difference in git. */
  Markup line() {
    out.append('\n');
    return this;
  }

  /** An element with nothing but text in it. */
  Markup element(String tag, String text, Object... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /** What is markup already: a style sheet of ours. */
  Markup verbatim(String own) {
    out.append(own);
    return this;
  }

  /** The text with everything replaced that HTML or XML would read, or must not contain. */
  static String escaped(String text) {
    var escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c >= ' ' || c == '\n' || c == '\t' ? c : REPLACEMENT);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
