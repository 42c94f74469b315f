package dev.plumbline.spec.document;

import static dev.plumbline.spec.document.TestingDocuments.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How faults that the schema finds are worded, and where they are put.
class SchemaWordingTest {
    private static final String DEPLOYMENT =
            "name: blue\nendpoint_name: fraud\nmodel: azureml:fraud:1\ninstance_type: Standard_DS3_v2\n";

    @Test
    void anUnknownKeySuggestsTheNearest() {
        assertThat(problems("model", "name: fraud\ndescripton: x\n"))
                .containsExactly(
                        "specs/a.yml:3:1: \"descripton\" is not a key of a model; did you mean \"description\"?");
    }

    @Test
    void anUnknownKeyLikeNoOtherListsTheKnownOnes() {
        assertThat(problems("model", "name: fraud\nzeppelin: x\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "specs/a.yml:3:1: \"zeppelin\" is not a key of a model; known keys: $schema, name, version, type, path");
    }

    @Test
    void anUnknownKeyInsideNamesTheKeyAroundIt() {
        assertThat(
                        problems(
                                "managedOnlineDeployment",
                                DEPLOYMENT + "request_settings:\n  request_timout_ms: 5\n"))
                .containsExactly(
                        "specs/a.yml:7:3: \"request_timout_ms\" is not a key of \"request_settings\"; did you mean \"request_timeout_ms\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instance_count: two | instance_count is \"two\"; it must be an integer",
                "instance_count: 1.5 | instance_count is 1.5; it must be an integer",
                "instance_count: [1] | instance_count is a list; it must be an integer",
                "instance_count: {} | instance_count is a mapping; it must be an integer",
                "instance_count: | instance_count is null; it must be an integer",
                "instance_count: yes | instance_count is true; it must be an integer",
                "description: 3 | description is 3; it must be text",
                "tags: x | tags is \"x\"; it must be a mapping",
                "app_insights_enabled: maybe | app_insights_enabled is \"maybe\"; it must be true or false",
            })
    void aWrongTypeShowsTheValueAndWhatWouldBeRight(String line, String message) {
        int column = line.indexOf(':') + (line.endsWith(":") ? 2 : 3);
        assertThat(problems("managedOnlineDeployment", DEPLOYMENT + line + "\n"))
                .containsExactly("specs/a.yml:6:" + column + ": " + message);
    }

    @Test
    void aBoundIsNamed() {
        assertThat(
                        problems(
                                "managedOnlineDeployment",
                                DEPLOYMENT
                                        + "data_collector: {sampling_rate: 2, collections: {}}\n"))
                .singleElement()
                .asString()
                .startsWith("specs/a.yml:6:33: data_collector.sampling_rate is 2; it must be ");
    }

    @Test
    void aMissingKeyIsNamedWhereItsMappingStands() {
        assertThat(problems("data", "name: fraud\n"))
                .containsExactly("specs/a.yml:1:1: \"path\" is missing; a data asset needs it");
        assertThat(
                        problems(
                                "managedOnlineDeployment",
                                DEPLOYMENT + "scale_settings:\n  min_instances: 1\n"))
                .contains("specs/a.yml:7:3: \"type\" is missing; \"scale_settings\" needs it");
    }

    @ParameterizedTest
    @CsvSource({"Key", "KEY", "AMLToken", "aadToken", "aml-token"})
    void anEnumInOtherCaseIsAccepted(String mode) {
        assertThat(problems("managedOnlineEndpoint", "name: fraud\nauth_mode: " + mode + "\n"))
                .isEmpty();
    }

    @Test
    void anEnumThatMindsItsCaseIsNotAcceptedInAnother() {
        assertThat(problems("data", "name: fraud\npath: x\ntype: URI_FILE\n"))
                .containsExactly(
                        "specs/a.yml:4:7: type is \"URI_FILE\"; it must be one of uri_file, uri_folder, mltable; did you mean \"uri_file\"?");
    }

    @Test
    void aWordThatIsNotAllowedListsThoseThatAre() {
        assertThat(problems("managedOnlineEndpoint", "name: fraud\nauth_mode: password\n"))
                .containsExactly(
                        "specs/a.yml:3:12: auth_mode is \"password\"; it must be one of key, aml_token, aad_token");
    }

    @Test
    void aReferenceOfTheWrongFormShowsTheRightOnes() {
        assertThat(
                        problems(
                                "managedOnlineDeployment",
                                DEPLOYMENT.replace("azureml:fraud:1", "./model")))
                .containsExactly(
                        "specs/a.yml:4:8: model is \"./model\"; it must be `azureml:<name>:<version>`, `azureml:<name>@latest`, a registry reference or an inline model `{path: …}`");
    }

    @Test
    void aNameOfTheWrongFormShowsTheRightOne() {
        assertThat(problems("model", "name: fraud model\n"))
                .containsExactly(
                        "specs/a.yml:2:7: name is \"fraud model\"; it must be letters, digits, `_`, `-` and `.`, at most 255");
    }

    @Test
    void everyFaultIsToldInTheOrderOfTheFile() {
        assertThat(problems("managedOnlineEndpoint", "auth: x\ndescription: 3\nname: f\n"))
                .hasSize(3)
                .isSortedAccordingTo((a, b) -> a.substring(0, 14).compareTo(b.substring(0, 14)));
    }

    @Test
    void aSpecThatIsNoMappingLacksItsKeys() {
        assertThat(
                        TestingDocuments.read("plumbline.yml", "- staging\n").problems().stream()
                                .map(problem -> problem.toString())
                                .toList())
                .containsExactly(
                        "plumbline.yml:1:1: \"workspaces\" is missing; a plumbline.yml needs it");
    }

    @Test
    void whatStandsInAListIsCalledByItsNumber() {
        assertThat(
                        TestingDocuments.read(
                                        "plumbline.yml",
                                        "workspaces:\n- {name: a}\n- {name: b, incldue: []}\n- {platform: local}\n- x\n")
                                .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "plumbline.yml:3:13: \"incldue\" is not a key of entry 2 of \"workspaces\"; did you mean \"include\"?",
                        "plumbline.yml:4:3: \"name\" is missing; entry 3 of \"workspaces\" needs it",
                        "plumbline.yml:5:3: entry 4 of workspaces is \"x\"; it must be a mapping");
    }

    @Test
    void aFileFullOfFaultsTellsTheFirstHundred() {
        StringBuilder text = new StringBuilder("name: fraud\n");
        for (int i = 0; i < 300; i++) {
            text.append("zeppelin%d: x\n".formatted(i));
        }

        assertThat(problems("model", text.toString()))
                .hasSize(101)
                .last()
                .asString()
                .endsWith("the file has 200 more faults; mend these first");
    }

    @Test
    void whatALongValueHoldsIsToldShortlyAndInOneLine() {
        assertThat(problems("model", "name: \"" + "x".repeat(5000) + "\\e\\n\"\n"))
                .singleElement()
                .asString()
                .hasSizeLessThan(2100)
                .contains(" … ")
                .contains("\\u001B\\n\"; it must be letters");
    }

    @Test
    void aVersionMayBeANumberOrText() {
        assertThat(problems("model", "name: fraud\nversion: 3\n")).isEmpty();
        assertThat(problems("model", "name: fraud\nversion: '3'\n")).isEmpty();
        assertThat(problems("model", "name: fraud\nversion: a b\n"))
                .containsExactly(
                        "specs/a.yml:3:10: version is \"a b\"; it must be a version without blanks, `:`, `@` and `/`");
    }
}
