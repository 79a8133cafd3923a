package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
  @Test
  void cutsAtBlanksAndIndentsWhatFollows() {
    assertThat(Wrapping.wrap("waits for the transaction", 12))
        .containsExactly("waits for", "  the", "  transactio", "  n");
    assertThat(Wrapping.wrap("   decided by level", 12))
        .containsExactly("   decided", "     by", "     level");
  }

  @Test
  void cutsLongWordsWhereTheyCanBeRead() {
    assertThat(Wrapping.wrap("TransactionCancelledSQLException", 22))
        .containsExactly("TransactionCancelled", "  SQLException");
    assertThat(Wrapping.wrap("db.games.findOneForUpdate({_id:1})", 28))
        .containsExactly("db.games.findOneForUpdate({", "  _id:1})");
  }

  @Test
  void keepsLinesAndEmptyText() {
    assertThat(Wrapping.wrap("a\n  b", 10)).containsExactly("a", "  b");
    assertThat(Wrapping.wrap("", 10)).containsExactly("");
  }

  @Test
  void removesTheIndentThatAFilesBlockHas() {
    assertThat(Wrapping.dedent("BEGIN;\n    SELECT 1\n      FROM t;"))
        .isEqualTo("BEGIN;\nSELECT 1\n  FROM t;");
    assertThat(Wrapping.dedent(" BEGIN; ")).isEqualTo("BEGIN;");
  }
}
