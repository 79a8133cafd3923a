package org.duetdb.tools.schedule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are wrong, each with the place and the words that tell its author. */
class BadSchedulesTest {
  private static final String A = "session A step a { SELECT 1 }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "real_lifetime 0s @A                             | 1 | 15 | must be from 1ms to 60s",
        "real_lifetime 2min @A                           | 1 | 15 | must be from 1ms to 60s",
        "pace soon @A                                    | 1 |  6 | expected a duration",
        "pace 9999999999999s @A                          | 1 |  6 | expected a duration",
        "options size=1 @A                               | 1 |  9 | 'options' needs a text in"
            + " quotes",
        "setup SELECT 1                                  | 1 |  7 | expected '{' with SQL",
        "setup { } teardown { } setup { } @A             | 1 | 24 | expected a session, found"
            + " 'setup'",
        "teardown { } teardown { } @A                    | 1 | 14 | expected a session",
        "session { } step a { }                          | 1 |  9 | expected the name of a session",
        "session A step { SELECT 1 }                     | 1 | 16 | expected the name of a step",
        "session A setup { } teardown { }                | 1 | 21 | session 'A' needs a step",
        "session A step a { } session B step a { }       | 1 | 37 | there is a step 'a' already",
        "session A step a { } setup { }                  | 1 | 22 | expected a permutation or the"
            + " end",
        "session A step a { } document db.t.find()       | 1 | 31 | expected '{' after 'document'",
        "session A step a document { }                   | 1 | 29 | a document block needs a call",
        "session A step a document { t.find() }          | 1 | 29 | a call begins with 'db.' or",
        "session A step a document { db.find() }         | 1 | 29 | 'db' needs a collection",
        "session A step a document { db.t.find({ }       | 1 | 27 | the block that begins here is",
        "session A step a document { db.t.find('x) }     | 1 | 39 | the string that begins here is",
        "session A step a document { db.t.find({a: }) }  | 1 | 39 | these arguments cannot be read",
        "session A step a document { db.t.find({_id: ObjectId('x')}) } | 1 | 39 | these arguments",
        "@A anomaly { a ok }                             | 1 | 39 | 'anomaly' needs a name in"
            + " quotes",
        "@A anomaly \"x\" a ok                           | 1 | 43 | expected '{' with expectations",
        "@A anomaly \"x\" { b ok }                       | 1 | 45 | there is no step 'b'",
        "@A permutation \"title\":                        | 1 | 51 | a permutation needs a step",
        "@A permutation a(a notices)                     | 1 | 54 | expected a number of notices",
        "@A permutation a(a notices 99999999999)         | 1 | 55 | expected a number of notices",
        "@A permutation a(a                              | 1 | 46 | expected ')'",
        "@A permutation a expect { a ok }                | 1 | 52 | expected a contender's name",
        "@A permutation a expect sql:rc a ok             | 1 | 59 | expected '{' with expectations",
        "@A permutation a expect sql:rc { a is fine }    | 1 | 63 | expected 'fails', found 'is'",
        "@A permutation a expect sql:rc { a matches no } | 1 | 71 | expected a number",
        "@A permutation a expect sql:rc { a returns 1 }  | 1 | 71 | expected '(', found '1'",
        "@A permutation a expect sql:rc { outcome (1 }   | 1 | 71 | expected ')'",
        "@A permutation a expect sql:rc { a ok now }     | 1 | 66 | expected the end of the line",
      })
  void theFaultHasItsPlaceAndItsWords(String file, int line, int column, String fault) {
    ScheduleReaderTest.assertFault(file.replace("@A", A), line, column, fault);
  }
}
