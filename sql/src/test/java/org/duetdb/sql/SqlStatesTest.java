package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlStatesTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorOfTheEngineHasAState(ErrorCode code) {
    assertThat(SqlStates.of(new DuetException(code, "x")).code()).hasSize(5);
  }

  @Test
  void noStateIsOfTheClassThatMakesPoolsCloseAConnection() {
    assertThat(SqlState.values()).noneMatch(state -> state.code().startsWith("0A"));
  }

  @Test
  void noTwoStatesShareACode() {
    assertThat(Arrays.stream(SqlState.values()).map(SqlState::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"WRITE_CONFLICT", "SERIALIZATION_FAILURE", "DEADLOCK", "TRANSACTION_CANCELLED"})
  void errorsThatEndATransactionAreOfClass40(ErrorCode code) {
    assertThat(SqlStates.of(code).code()).startsWith("40");
  }

  @Test
  void anUnknownOutcomeIsNotOfClass40() {
    assertThat(SqlStates.of(ErrorCode.COMMIT_OUTCOME_UNKNOWN).code()).isEqualTo("08007");
  }

  @Test
  void whatIsNotOursIsAnInternalError() {
    assertThat(SqlStates.of(new IllegalStateException())).isEqualTo(SqlState.INTERNAL_ERROR);
  }
}
