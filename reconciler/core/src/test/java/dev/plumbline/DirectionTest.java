package dev.plumbline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.plumbline.platform.BlobSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Imports point one way: each stage knows only the stages before it.
final class DirectionTest {
    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.plumbline");

    /// What each package of the core may know besides itself.
    private static final Map<String, List<String>> KNOWS =
            Map.of(
                    "resource", List.of(),
                    "platform", List.of("resource"),
                    "repository", List.of("resource"),
                    "spec", List.of("resource", "repository"),
                    "plan", List.of("resource", "platform", "spec"),
                    "gate", List.of("resource", "platform", "spec", "plan"),
                    "ledger", List.of("resource", "platform", "plan", "repository"),
                    "apply", List.of("resource", "platform", "plan", "gate"),
                    "reconcile",
                            List.of(
                                    "resource",
                                    "platform",
                                    "repository",
                                    "spec",
                                    "plan",
                                    "gate",
                                    "apply",
                                    "ledger"),
                    "report",
                            List.of(
                                    "resource",
                                    "platform",
                                    "repository",
                                    "spec",
                                    "plan",
                                    "gate",
                                    "reconcile"));

    static Stream<String> stages() {
        return KNOWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aStageKnowsOnlyWhatStandsBeforeIt(String stage) {
        String[] others =
                KNOWS.keySet().stream()
                        .filter(other ->
                                !other.equals(stage)
                                        && !KNOWS.getOrDefault(stage, List.of()).contains(other))
                        .map(DirectionTest::within)
                        .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(within(stage))
                .should()
                .dependOnClassesThat(
                        // Contents of files are read through this one port, wherever they lie.
                        resideInAnyPackage(others).and(not(belongToAnyOf(BlobSource.class))))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void everyPackageOfTheCoreHasItsPlaceInTheOrder() {
        String[] known = KNOWS.keySet().stream().map(DirectionTest::within).toArray(String[]::new);

        noClasses().should().resideOutsideOfPackages(known).check(CORE);
    }

    @Test
    void theCoreKnowsNoServerForgeOrPlatform() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "jakarta.servlet..",
                        "dev.plumbline.agent..",
                        "dev.plumbline.local..",
                        "dev.plumbline.azureml..",
                        "dev.plumbline.webhooks..")
                .check(CORE);
    }

    private static String within(String stage) {
        return "dev.plumbline." + stage + "..";
    }
}
