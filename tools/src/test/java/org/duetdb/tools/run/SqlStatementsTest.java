package org.duetdb.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlStatementsTest {
  @Test
  void cutsAtSemicolonsAndLeavesEmptyStatementsOut() {
    assertThat(SqlStatements.of(" BEGIN;\n; SELECT 1 ;")).containsExactly("BEGIN", "SELECT 1");
    assertThat(SqlStatements.of("SELECT 1")).containsExactly("SELECT 1");
    assertThat(SqlStatements.of("  ")).isEmpty();
  }

  @Test
  void semicolonsInStringsNamesAndCommentsAreText() {
    assertThat(SqlStatements.of("SELECT 'a;''b;' ; SELECT \"c;d\"; SELECT 1 -- e; f\n; /* g; */ X"))
        .containsExactly("SELECT 'a;''b;'", "SELECT \"c;d\"", "SELECT 1 -- e; f", "/* g; */ X");
  }

  @Test
  void dollarQuotesKeepFunctionBodiesWhole() {
    assertThat(SqlStatements.of("DO $$ BEGIN x; END $$; DO $f$ a; $$ b; $f$; SELECT $1"))
        .containsExactly("DO $$ BEGIN x; END $$", "DO $f$ a; $$ b; $f$", "SELECT $1");
  }

  @Test
  void whatIsNotClosedGoesToTheEnd() {
    assertThat(SqlStatements.of("SELECT 'a; b")).containsExactly("SELECT 'a; b");
  }
}
