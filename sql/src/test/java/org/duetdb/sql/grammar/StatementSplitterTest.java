package org.duetdb.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementSplitterTest {

  @Test
  void splitsAtSemicolons() {
    assertThat(StatementSplitter.split("SELECT 1; SELECT 2;"))
        .extracting(String::strip)
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void leavesSemicolonsInsideQuotesAndCommentsAlone() {
    String one = "SELECT ';', 'it''s;', \"a;b\" /* ; */ -- ;\n FROM t";

    assertThat(StatementSplitter.split(one)).containsExactly(one);
  }

  @Test
  void leavesOutStatementsThatAreEmptyOrOnlyComments() {
    assertThat(StatementSplitter.split(" ; -- nothing\n ; /* nothing */ ;\n SELECT 1 ; "))
        .extracting(String::strip)
        .containsExactly("SELECT 1");
  }

  @Test
  void keepsThePlaceOfALaterStatement() {
    String second = StatementSplitter.split("SELECT 1;\nSELECT 2; SELECT 3").get(2);

    assertThat(second).isEqualTo("\n          SELECT 3");
  }

  @Test
  void endsAnOpenQuoteWithTheText() {
    assertThat(StatementSplitter.split("SELECT 'a; SELECT 2")).hasSize(1);
  }
}
