package org.duetdb.tools.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duetdb.tools.foreign.ForeignContenders;
import org.duetdb.tools.foreign.ForeignEngineException;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Contenders;

/**
 * The contenders of a comparison, found by their keys.
 *
 * @param contenders who takes part
 * @param notes who does not, though it was to, and what to do about it
 */
record ContenderChoice(List<Contender> contenders, List<String> notes) {
  /** Copies the lists. */
  ContenderChoice {
    contenders = List.copyOf(contenders);
    notes = List.copyOf(notes);
  }

  /** Those that somebody has asked for by key. */
  static ContenderChoice of(List<String> keys, ForeignContenders foreign) {
    try {
      return new ContenderChoice(
          keys.stream().map(String::strip).map(key -> named(key, foreign)).toList(), List.of());
    } catch (ForeignEngineException missing) {
      throw new MistakeException(String.valueOf(missing.getMessage()));
    }
  }

  /** All of Duet's, and those of other engines that are there. */
  static ContenderChoice usual(ForeignContenders foreign) {
    var contenders = new ArrayList<>(Contenders.all());
    var notes = new ArrayList<String>();
    for (var key : ForeignContenders.usual()) {
      try {
        foreign.named(key).ifPresent(contenders::add);
      } catch (ForeignEngineException missing) {
        notes.add("Left out: " + key + ", because " + missing.getMessage());
      }
    }
    return new ContenderChoice(contenders, notes);
  }

  private static Contender named(String key, ForeignContenders foreign) {
    return Contenders.named(key)
        .or(() -> foreign.named(key))
        .orElseThrow(
            () ->
                new MistakeException(
                    "there is no contender '"
                        + key
                        + "'; there are "
                        + Contenders.all().stream()
                            .map(Contender::key)
                            .collect(Collectors.joining(", "))
                        + ", sql:ru, sql:pg, postgres:rc, postgres:rr, postgres:ser, h2:rc, h2:rr,"
                        + " h2:ser, each of Duet's with a conflict policy behind it, any JDBC URL,"
                        + " and MongoDB's connection string"));
  }
}
