package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.duetdb.api.DeploymentOption;
import org.duetdb.driver.url.ConnectionOption;
import org.junit.jupiter.api.Test;

class DriverTest {
  private final DuetDriver driver = new DuetDriver();

  @Test
  void driverManagerFindsTheDriverByItself() {
    assertThat(DriverManager.drivers()).hasAtLeastOneElementOfType(DuetDriver.class);
  }

  @Test
  void otherUrlsAreLeftToOtherDrivers() throws SQLException {
    assertThat(driver.acceptsURL("jdbc:duet:mem:x")).isTrue();
    assertThat(driver.acceptsURL("jdbc:calcite:")).isFalse();
    assertThat(driver.acceptsURL(null)).isFalse();
    assertThat(driver.connect("jdbc:h2:mem:x", new Properties())).isNull();
    assertThat(driver.connect(null, null)).isNull();
  }

  @Test
  void everyOptionIsListedWithItsValue() throws SQLException {
    var properties = new Properties();
    properties.setProperty("label", "tool");

    DriverPropertyInfo[] listed =
        driver.getPropertyInfo("jdbc:duet:mem:x?lock_timeout=7", properties);

    assertThat(listed)
        .extracting(info -> info.name)
        .containsExactlyElementsOf(
            Stream.concat(
                    Arrays.stream(ConnectionOption.values()).map(ConnectionOption::optionName),
                    Arrays.stream(DeploymentOption.values()).map(DeploymentOption::optionName))
                .toList());
    assertThat(listed).allSatisfy(info -> assertThat(info.description).isNotBlank());
    assertThat(listed)
        .filteredOn(info -> info.name.equals("lock_timeout"))
        .singleElement()
        .satisfies(info -> assertThat(info.value).isEqualTo("7"));
    assertThat(listed)
        .filteredOn(info -> info.name.equals("label"))
        .singleElement()
        .satisfies(info -> assertThat(info.value).isEqualTo("tool"));
    assertThat(driver.getPropertyInfo(null, null)).hasSameSizeAs(listed);
  }

  @Test
  void anUnknownOptionIsRefusedWhenConnecting() {
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:duet:mem:?conflict_polcy=wait"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("conflict_policy")
        .satisfies(
            failure -> assertThat(((SQLException) failure).getSQLState()).isEqualTo("22023"));
  }

  @Test
  void aWrongValueOfAnOptionIsRefusedWhenConnecting() {
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:duet:mem:?conflict_policy=hope"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("hope");
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:duet:disk:x"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void connectionsToOneNameMeetAndPrivateOnesDoNot() throws SQLException {
    try (var database = new TestDatabase()) {
      database.run("CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      assertThat(database.query("SELECT id FROM t")).containsExactly("1");
    }
    try (var one = DriverManager.getConnection("jdbc:duet:mem:");
        var two = DriverManager.getConnection("jdbc:duet:mem:")) {
      TestDatabase.run(one, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
      assertThatThrownBy(() -> TestDatabase.query(two, "SELECT id FROM t"))
          .isInstanceOf(SQLException.class);
      assertThat(one.getCatalog()).isNotEqualTo(two.getCatalog());
    }
  }

  @Test
  void aDeploymentLivesBetweenConnectionsUnlessItClosesWithTheLast() throws SQLException {
    String lasting = "jdbc:duet:mem:driver-test-lasting";
    try (var one = DriverManager.getConnection(lasting)) {
      TestDatabase.run(one, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
    }
    try (var two = DriverManager.getConnection(lasting)) {
      assertThat(TestDatabase.query(two, "SELECT id FROM t")).isEmpty();
      TestDatabase.run(two, "SHUTDOWN");
    }
    String passing = "jdbc:duet:mem:driver-test-passing?closeWithLast=true";
    try (var one = DriverManager.getConnection(passing)) {
      TestDatabase.run(one, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
      try (var two = DriverManager.getConnection(passing)) {
        assertThat(TestDatabase.query(two, "SELECT id FROM t")).isEmpty();
      }
      assertThat(TestDatabase.query(one, "SELECT id FROM t")).isEmpty();
    }
    try (var three = DriverManager.getConnection(passing)) {
      assertThatThrownBy(() -> TestDatabase.query(three, "SELECT id FROM t"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void afterAShutdownTheNameBeginsEmpty() throws SQLException {
    String url = "jdbc:duet:mem:driver-test-shutdown";
    try (var one = DriverManager.getConnection(url)) {
      TestDatabase.run(one, "CREATE TABLE t (id INTEGER PRIMARY KEY)", "SHUTDOWN");
      assertThat(one.isValid(1)).isFalse();
    }
    try (var two = DriverManager.getConnection(url)) {
      assertThatThrownBy(() -> TestDatabase.query(two, "SELECT id FROM t"))
          .isInstanceOf(SQLException.class);
      TestDatabase.run(two, "SHUTDOWN");
    }
  }

  @Test
  void aLaterOpenerWithAnotherOptionIsRefusedWithBothValues() throws SQLException {
    String url = "jdbc:duet:mem:driver-test-options?closeWithLast=true&retainedVersions=";
    try (var one = DriverManager.getConnection(url + "7")) {
      assertThat(one.isValid(1)).isTrue();
      assertThatThrownBy(() -> DriverManager.getConnection(url + "8"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("retainedVersions=7")
          .hasMessageContaining("retainedVersions=8");
    }
  }

  @Test
  void theDriverSaysWhatItIs() {
    assertThat(driver.getMajorVersion()).isZero();
    assertThat(driver.getMinorVersion()).isEqualTo(1);
    assertThat(driver.jdbcCompliant()).isFalse();
    assertThatThrownBy(driver::getParentLogger).isInstanceOf(SQLException.class);
  }
}
