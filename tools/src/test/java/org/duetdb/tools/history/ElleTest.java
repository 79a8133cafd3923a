package org.duetdb.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElleTest {
  private static final History HISTORY =
      Notation.read(
          """
          commit w l 1, r x
          abort w l 2, w x 2
          commit r l 1, w x 3, r x 3
          order l 1
          order x 3
          """);

  @Test
  void listsAreWrittenAsAppends() {
    assertThat(Elle.listAppend(HISTORY))
        .isEqualToIgnoringNewLines(
            """
            {:index 0, :type :invoke, :process 0, :f :txn, :value [[:append :l 1]]}
            {:index 1, :type :invoke, :process 1, :f :txn, :value [[:append :l 2]]}
            {:index 2, :type :invoke, :process 2, :f :txn, :value [[:r :l nil]]}
            {:index 3, :type :ok, :process 0, :f :txn, :value [[:append :l 1]]}
            {:index 4, :type :fail, :process 1, :f :txn, :value [[:append :l 2]]}
            {:index 5, :type :ok, :process 2, :f :txn, :value [[:r :l [1]]]}
            """);
  }

  @Test
  void registersAreWrittenAsWrites() {
    assertThat(Elle.registers(HISTORY))
        .isEqualToIgnoringNewLines(
            """
            {:index 0, :type :invoke, :process 0, :f :txn, :value [[:r :x nil]]}
            {:index 1, :type :invoke, :process 1, :f :txn, :value [[:w :x 2]]}
            {:index 2, :type :invoke, :process 2, :f :txn, :value [[:w :x 3] [:r :x nil]]}
            {:index 3, :type :ok, :process 0, :f :txn, :value [[:r :x nil]]}
            {:index 4, :type :fail, :process 1, :f :txn, :value [[:w :x 2]]}
            {:index 5, :type :ok, :process 2, :f :txn, :value [[:w :x 3] [:r :x 3]]}
            """);
  }
}
