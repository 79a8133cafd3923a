package org.duetdb.verify;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a module exports names in its signatures only what its users can see: the JDK, BSON, and
 * exported packages of our own. Calcite, above all, stays inside.
 */
final class ExportedSignaturesTest {
  @ParameterizedTest
  @ValueSource(strings = {"duet-api", "duet-sql", "duet-driver", "duet-tools"})
  void exportedSignaturesNameOnlyWhatUsersSee(String artifact) throws IOException {
    var visible =
        Stream.of("duet-api", "duet-sql", "duet-driver", "duet-tools")
            .flatMap(ExportedSignaturesTest::exportedPackages)
            .collect(toSet());
    var own = exportedPackages(artifact).collect(toSet());
    var leaks = new TreeSet<String>();

    try (var jar = new JarFile(BuiltJars.jar(artifact).toFile())) {
      for (JavaClass type : new ClassFileImporter().importJar(jar)) {
        if (own.contains(type.getPackageName()) && isPublic(type)) {
          namedBy(type)
              .filter(named -> !isVisible(named.getBaseComponentType(), visible))
              .forEach(named -> leaks.add(type.getName() + " names " + named.getName()));
        }
      }
    }

    assertThat(leaks).isEmpty();
  }

  private static Stream<String> exportedPackages(String artifact) {
    return BuiltJars.descriptor(artifact).exports().stream()
        .filter(export -> !export.isQualified())
        .map(Exports::source);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(PUBLIC)
        && type.getEnclosingClass().map(ExportedSignaturesTest::isPublic).orElse(true);
  }

  private static Stream<JavaClass> namedBy(JavaClass type) {
    var parents = Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
    return Stream.concat(
        parents,
        type.getMembers().stream()
            .filter(ExportedSignaturesTest::isVisible)
            .flatMap(ExportedSignaturesTest::namedBy));
  }

  private static boolean isVisible(JavaMember member) {
    var modifiers = member.getModifiers();
    return !modifiers.contains(SYNTHETIC)
        && (modifiers.contains(PUBLIC) || modifiers.contains(PROTECTED));
  }

  private static Stream<JavaClass> namedBy(JavaMember member) {
    var signature = member.getAllInvolvedRawTypes().stream();
    return member instanceof JavaCodeUnit code
        ? Stream.concat(signature, code.getExceptionTypes().stream())
        : signature;
  }

  private static boolean isVisible(JavaClass type, Set<String> visible) {
    var name = type.getPackageName();
    return type.isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("javax.sql")
        || name.startsWith("org.bson")
        || visible.contains(name);
  }
}
