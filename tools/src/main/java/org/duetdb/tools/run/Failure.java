package org.duetdb.tools.run;

import java.util.List;
import java.util.Optional;

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
    var text = new StringBuilder();
    text.append(code == 0 ? "" : code + " ").append(codeName);
    if (!sqlState.isEmpty()) {
      text.append(text.isEmpty() || text.toString().isBlank() ? "" : " ").append(sqlState);
    }
    return text.toString().strip();
  }
}
