package org.duetdb.driver.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.types.Decimal128;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReadingTest {

  static Stream<Object> sevens() {
    return Stream.of(
        7,
        7L,
        (short) 7,
        7.0f,
        7.9,
        new BigDecimal("7.99"),
        BigInteger.valueOf(7),
        Decimal128.parse("7.5"),
        " 7 ",
        "7.2",
        "7e0");
  }

  @ParameterizedTest
  @MethodSource("sevens")
  void everyNumberIsReadAsAWholeNumberWithoutItsFraction(Object seven) {
    assertThat(NumberReading.toByte(seven)).isEqualTo((byte) 7);
    assertThat(NumberReading.toShort(seven)).isEqualTo((short) 7);
    assertThat(NumberReading.toInt(seven)).isEqualTo(7);
    assertThat(NumberReading.toLong(seven)).isEqualTo(7L);
    assertThat(NumberReading.toBigInteger(seven)).isEqualTo(BigInteger.valueOf(7));
  }

  static Stream<Arguments> tooLarge() {
    return Stream.of(
        reading(NumberReading::toByte, 128),
        reading(NumberReading::toByte, -129),
        reading(NumberReading::toShort, 32768),
        reading(NumberReading::toInt, 1L << 31),
        reading(NumberReading::toInt, -(1L << 31) - 1),
        reading(NumberReading::toLong, "9223372036854775808"),
        reading(NumberReading::toLong, 1e30),
        reading(NumberReading::toFloat, 1e40),
        reading(NumberReading::toDouble, new BigDecimal("1e400")),
        reading(NumberReading::toBigDecimal, Double.NaN),
        reading(NumberReading::toBigDecimal, Decimal128.POSITIVE_INFINITY),
        reading(NumberReading::toBigInteger, "1e999999999"));
  }

  private static Arguments reading(Function<Object, Object> reading, Object value) {
    return Arguments.of(reading, value);
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void whatDoesNotFitIsRefusedAndNeverCut(Function<Object, Object> reading, Object value) {
    assertThatThrownBy(() -> reading.apply(value))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.state()).isEqualTo(SqlState.NUMERIC_OUT_OF_RANGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "seven", "0x7", "7,0"})
  void aTextThatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> NumberReading.toInt(text))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.state()).isEqualTo(SqlState.INVALID_CAST));
  }

  @Test
  void aBinaryFractionIsReadByTheDigitsThatItShows() {
    assertThat(NumberReading.toBigDecimal(0.1)).isEqualTo("0.1");
    assertThat(NumberReading.toBigDecimal(0.1f)).isEqualTo("0.1");
  }

  @Test
  void specialNumbersOfDecimal128AreReadAsDoubles() {
    assertThat(NumberReading.toDouble(Decimal128.NaN)).isNaN();
    assertThat(NumberReading.toDouble(Decimal128.NEGATIVE_INFINITY))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NumberReading.toBigDecimal(Decimal128.parse("-0E+3"))).isZero();
  }

  @Test
  void infiniteDoublesStayInfinite() {
    assertThat(NumberReading.toFloat(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(NumberReading.toDouble(Float.NEGATIVE_INFINITY)).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "T", "yes", "on", "1", " TRUE "})
  void wordsForTrueAreTrue(String word) {
    assertThat(NumberReading.toBoolean(word)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "F", "no", "off", "0"})
  void wordsForFalseAreFalse(String word) {
    assertThat(NumberReading.toBoolean(word)).isFalse();
  }

  @Test
  void oneAndZeroAreTruthValuesAndTwoIsNot() {
    assertThat(NumberReading.toBoolean(1)).isTrue();
    assertThat(NumberReading.toBoolean(new BigDecimal("0.00"))).isFalse();
    assertThatThrownBy(() -> NumberReading.toBoolean(2)).isInstanceOf(SqlFailure.class);
  }
}
