package org.duetdb.tools.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a statement failed, as its language reports it.
 *
 * @param code the vendor code, which is the document API's code in both languages of Duet
 * @param codeName the code's name, or an empty text if the engine has none
 * @param sqlState SQL's five characters, or an empty text in the document API
 * @param type the exception's class, without its package
 * @param message the whole message
 * @param transientError whether the whole transaction may be run again
 * @param decidedBy what chose to fail instead of to wait, if it was a conflict
 */
public record Failure(
    int code,
    String codeName,
    String sqlState,
    String type,
    String message,
    boolean transientError,
    Optional<String> decidedBy) {

  /** By which an expectation can name the failure. */
  public List<String> marks() {
    return List.of(String.valueOf(code), codeName, sqlState, type);
  }

  /** Code, name and SQLSTATE, as far as there are any. */
  public String describe() {
    var number = code == 0 || String.valueOf(code).equals(sqlState) ? "" : String.valueOf(code);
    return Stream.of(number, codeName, sqlState)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
