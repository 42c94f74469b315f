package dev.plumbline.webhooks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.plumbline.repository.Revision;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Imports point one way: from the forges to what every forge has, and from no forge to another.
final class DirectionTest {
    private static final String ROOT = "dev.plumbline.webhooks.";

    private static final JavaClasses MODULE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.plumbline.webhooks");

    /// What the packages that forges share may know besides themselves.
    private static final Map<String, List<String>> SHARED =
            Map.of(
                    "json", List.of(),
                    "forge", List.of(),
                    "http", List.of("forge", "json"),
                    "receive", List.of("forge", "json"));

    static Stream<String> packages() {
        return MODULE.stream()
                .map(found -> found.getPackageName())
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).replaceAll("\\..*", ""))
                .distinct()
                .sorted();
    }

    @Test
    void theModuleIsRead() {
        assertThat(packages()).containsAll(SHARED.keySet()).contains("github");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsOnlyWhatStandsBeforeIt(String name) {
        // Whatever is not shared is a forge.
        List<String> known = SHARED.getOrDefault(name, List.copyOf(SHARED.keySet()));
        String[] allowed =
                Stream.concat(Stream.of(name), known.stream())
                        .map(DirectionTest::within)
                        .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(within(name))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.plumbline.webhooks..")
                                .and(not(resideInAnyPackage(allowed))))
                .check(MODULE);
    }

    @Test
    void revisionsAreAllThatIsKnownOfTheCore() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.plumbline..")
                                .and(not(resideInAPackage("dev.plumbline.webhooks..")))
                                .and(not(type(Revision.class))))
                .check(MODULE);
    }

    @Test
    void jsonKnowsNothing() {
        noClasses()
                .that()
                .resideInAPackage(within("json"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.plumbline..")
                                .and(not(resideInAPackage(within("json")))))
                .check(MODULE);
    }

    private static String within(String name) {
        return ROOT + name + "..";
    }
}
