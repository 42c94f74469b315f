package dev.plumbline.agent.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Imports point one way between the modules and inside the agent.
final class DirectionTest {
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.plumbline");

    @ParameterizedTest
    @ValueSource(strings = {"local", "azureml", "webhooks"})
    void aModuleBesideTheCoreKnowsTheCoreAlone(String module) {
        String[] others =
                Stream.of("local", "azureml", "webhooks", "agent")
                        .filter(other -> !other.equals(module))
                        .map(other -> "dev.plumbline." + other + "..")
                        .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("dev.plumbline." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "api, http",
        "api, client",
        "api, cli",
        "http, client",
        "http, cli",
        "client, http",
        "client, cli",
        "cli.text, client",
        "cli.world, cli.command"
    })
    void insideTheAgentImportsPointOneWay(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage("dev.plumbline.agent." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.plumbline.agent." + to + "..")
                .check(ALL);
    }

    @Test
    void onlyTheHttpSideKnowsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.plumbline.agent.http..")
                .and()
                .resideInAPackage("dev.plumbline.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
                .check(ALL);
    }
}
