package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void countsComeInOrder() throws SQLException {
    assertThat(Batch.run(3, index -> index * 10L)).containsExactly(0, 10, 20);
  }

  @Test
  void theFirstFailureEndsTheBatchAndKeepsTheCountsBeforeIt() {
    var cause = new SQLException("duplicate", "23505", 11000);

    var failure =
        catchThrowableOfType(
            BatchUpdateException.class,
            () ->
                Batch.run(
                    4,
                    index -> {
                      if (index == 2) {
                        throw cause;
                      }
                      return 1;
                    }));

    assertThat(failure.getLargeUpdateCounts()).containsExactly(1, 1);
    assertThat(failure.getUpdateCounts()).containsExactly(1, 1);
    assertThat(failure.getSQLState()).isEqualTo("23505");
    assertThat(failure.getErrorCode()).isEqualTo(11000);
    assertThat((Throwable) failure).hasCause(cause).hasMessage("item 2 of the batch: duplicate");
    assertThat((Throwable) failure.getNextException()).isSameAs(cause);
  }

  @Test
  void aCountThatIsTooLargeForAnIntIsNoInformation() {
    assertThat(Batch.narrow(new long[] {1, 1L << 31}))
        .containsExactly(1, Statement.SUCCESS_NO_INFO);
  }
}
