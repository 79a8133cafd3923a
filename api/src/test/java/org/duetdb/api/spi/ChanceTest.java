package org.duetdb.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.duetdb.api.time.VirtualTime;
import org.junit.jupiter.api.Test;

final class ChanceTest {
  private static final Instant START = Instant.parse("2025-07-23T10:59:30Z");

  @Test
  void sameSeedAndTimeGiveTheSameIds() {
    assertThat(ids(seeded(7))).isEqualTo(ids(seeded(7)));
    assertThat(Chance.uuid(seeded(7).generator())).isEqualTo(Chance.uuid(seeded(7).generator()));
  }

  @Test
  void idsCarryTheClocksSecondsAndSortAsTheyWereDrawn() {
    var ids = ids(seeded(7));

    assertThat(ids).extracting(ObjectId::getDate).containsOnly(Date.from(START));
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void counterTurnsWithoutTouchingTheRest() {
    var chance = chance(Optional.of((RandomGenerator) () -> -1L));

    assertThat(chance.objectId().toHexString()).endsWith("ffffffffffffffff");
    assertThat(chance.objectId().toHexString()).endsWith("ffffffffff000000");
  }

  @Test
  void withoutAGivenGeneratorDeploymentsDrawDifferently() {
    var drawn = new HashSet<>(ids(chance(Optional.empty())));

    assertThat(drawn).doesNotContainAnyElementsOf(ids(chance(Optional.empty())));
  }

  @Test
  void uuidsAreOfVersionFourAndTheStandardsVariant() {
    var generator = seeded(7).generator();

    assertThat(Stream.generate(() -> Chance.uuid(generator)).limit(100))
        .allSatisfy(
            uuid -> {
              assertThat(uuid.version()).isEqualTo(4);
              assertThat(uuid.variant()).isEqualTo(2);
            });
  }

  private static List<ObjectId> ids(Chance chance) {
    return Stream.generate(chance::objectId).limit(100).toList();
  }

  private static Chance seeded(long seed) {
    return chance(Optional.of(new Random(seed)));
  }

  private static Chance chance(Optional<RandomGenerator> generator) {
    return new Chance(VirtualTime.startingAt(START, 0), generator);
  }
}
