package org.duetdb.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine's packages stand in one order, that of the write path, and each may import only what
 * stands to its right. Beside them stand packages that import no other package of the engine.
 */
final class PackageOrderTest {
  private static final String ENGINE = "org.duetdb.engine";

  private static final List<String> ORDER =
      packages(
          "session",
          "collection",
          "plan",
          "transaction",
          "conflict",
          "index",
          "journal",
          "catalog",
          "mvcc");

  private static final List<String> BESIDE = packages("retry", "metric", "fault");

  private static JavaClasses engine;

  @BeforeAll
  static void readTheEngine() throws URISyntaxException {
    var classes = EmbeddedEngineProvider.class.getProtectionDomain().getCodeSource().getLocation();
    engine = new ClassFileImporter().importPath(Path.of(classes.toURI()));
  }

  static IntStream places() {
    return IntStream.range(0, ORDER.size());
  }

  @ParameterizedTest
  @MethodSource("places")
  void noPackageImportsWhatStandsToItsLeft(int place) {
    noClasses()
        .that()
        .resideInAPackage(ORDER.get(place))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ORDER.subList(0, place).toArray(String[]::new))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage(ENGINE)
        .allowEmptyShould(true)
        .check(engine);
  }

  @Test
  void packagesBesideTheOrderImportNoOtherPackageOfTheEngine() {
    for (String beside : BESIDE) {
      noClasses()
          .that()
          .resideInAPackage(beside)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage(ENGINE + "..")
                  .and(JavaClass.Predicates.resideOutsideOfPackage(beside)))
          .check(engine);
    }
  }

  @Test
  void everyPackageHasItsPlace() {
    var places = new HashSet<>(ORDER);
    places.addAll(BESIDE);
    places.add(ENGINE);

    assertThat(engine.stream().map(JavaClass::getPackageName).distinct()).isSubsetOf(places);
  }

  @Test
  void theEngineKnowsNeitherLanguage() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.duetdb.document..",
            "org.duetdb.sql..",
            "org.duetdb.driver..",
            "org.apache.calcite..",
            "java.sql..")
        .check(engine);
  }

  private static List<String> packages(String... names) {
    return List.of(names).stream().map(name -> ENGINE + "." + name).toList();
  }
}
