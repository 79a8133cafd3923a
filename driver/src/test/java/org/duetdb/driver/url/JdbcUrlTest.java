package org.duetdb.driver.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.error.DuetException;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

  private static JdbcUrl parse(String url) {
    return JdbcUrl.parse(url, new Properties());
  }

  @Test
  void onlyDuetsPrefixIsAccepted() {
    assertThat(JdbcUrl.accepts("jdbc:duet:mem:shop")).isTrue();
    assertThat(JdbcUrl.accepts("jdbc:h2:mem:shop")).isFalse();
    assertThat(JdbcUrl.accepts("jdbc:duett:mem:shop")).isFalse();
    assertThat(JdbcUrl.accepts("duet:mem:shop")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:duet:mem:shop?conflict_policy=wait&lock_timeout=2000",
        "jdbc:duet:mem:shop;conflict_policy=wait;lock_timeout=2000",
        "jdbc:duet:mem:shop?conflict_policy=wait;lock_timeout=2000&",
        "jdbc:duet:mem:shop?CONFLICT_POLICY=wait&Lock_Timeout=2000"
      })
  void optionsFollowAQuestionMarkOrSemicolons(String url) {
    var parsed = parse(url);

    assertThat(parsed.deployment().kind()).isEqualTo("mem");
    assertThat(parsed.deployment().name()).isEqualTo("shop");
    assertThat(parsed.connection())
        .isEqualTo(
            Map.of(
                ConnectionOption.CONFLICT_POLICY, "wait", ConnectionOption.LOCK_TIMEOUT, "2000"));
  }

  @Test
  void aUrlWithoutANameMeansAPrivateDeployment() {
    assertThat(parse("jdbc:duet:mem:").deployment().name()).isEmpty();
  }

  @Test
  void anOptionOfTheDeploymentGoesToTheDeployment() {
    var parsed = parse("jdbc:duet:mem:shop?transactionLifetime=2s");

    assertThat(parsed.connection()).isEmpty();
    assertThat(parsed.deployment().duration(DeploymentOption.TRANSACTION_LIFETIME)).hasSeconds(2);
  }

  @Test
  void valuesArePercentDecoded() {
    var parsed = parse("jdbc:duet:mem:shop?label=a%26b+c&transaction_isolation=REPEATABLE%20READ");

    assertThat(parsed.option(ConnectionOption.LABEL)).contains("a&b c");
    assertThat(parsed.option(ConnectionOption.TRANSACTION_ISOLATION)).contains("REPEATABLE READ");
  }

  @Test
  void propertiesSayTheSameAndTheUrlWins() {
    var properties = new Properties();
    properties.setProperty("lock_timeout", "1");
    properties.setProperty("label", "worker");
    properties.setProperty("retainedVersions", "7");

    var parsed = JdbcUrl.parse("jdbc:duet:mem:shop?LOCK_TIMEOUT=2", properties);

    assertThat(parsed.option(ConnectionOption.LOCK_TIMEOUT)).contains("2");
    assertThat(parsed.option(ConnectionOption.LABEL)).contains("worker");
    assertThat(parsed.deployment().count(DeploymentOption.RETAINED_VERSIONS)).isEqualTo(7);
  }

  @Test
  void userAndPasswordAreAccepted() {
    var properties = new Properties();
    properties.setProperty("user", "sa");
    properties.setProperty("password", "");

    assertThat(JdbcUrl.parse("jdbc:duet:mem:shop", properties).option(ConnectionOption.USER))
        .contains("sa");
  }

  @ParameterizedTest
  @CsvSource({
    "conflict_polcy, conflict_policy",
    "conflictPolicy, conflict_policy",
    "locktimeout, lock_timeout",
    "lock_timeot, lock_timeout",
    "transactionLifetme, transactionLifetime",
    "isolation, transaction_isolation",
    "shcema, schema"
  })
  void anUnknownOptionIsRefusedWithTheNearestName(String wrong, String nearest) {
    assertThatThrownBy(() -> parse("jdbc:duet:mem:shop?" + wrong + "=1"))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.state()).isEqualTo(SqlState.INVALID_PARAMETER_VALUE))
        .hasMessageContaining("'" + wrong + "'")
        .hasMessageContaining("'" + nearest + "'");
  }

  @Test
  void anOptionWithoutAValueIsRefused() {
    assertThatThrownBy(() -> parse("jdbc:duet:mem:shop?lock_timeout"))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("name=value")
        .hasMessageContaining("lock_timeout");
  }

  @Test
  void aWrongValueOfADeploymentOptionIsRefused() {
    assertThatThrownBy(() -> parse("jdbc:duet:mem:shop?transactionCancel=sometimes"))
        .isInstanceOf(DuetException.class)
        .hasMessageContaining("transactionCancel");
  }

  @Test
  void aUrlWithoutAKindIsRefused() {
    assertThatThrownBy(() -> parse("jdbc:duet:shop")).isInstanceOf(DuetException.class);
  }
}
