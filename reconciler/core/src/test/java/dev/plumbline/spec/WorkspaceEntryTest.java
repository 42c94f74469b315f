package dev.plumbline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of a workspace's entry has no effect is told at its line of `plumbline.yml`.
class WorkspaceEntryTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .spec("fraud/model.yml", "model", "name: fraud\ntags: {team: risk}\n")
                        .spec("churn/model.yml", "model", "name: \"{{NAME}}\"\n")
                        .file("fraud/conda.yml", "name: env\ndependencies: [python=3.11]\n");
    }

    private TestingSpecs demo(String entries) {
        return specs.file("plumbline.yml", "workspaces:\n  - name: demo\n    " + entries + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "include: [\"fraud/**\", \"chrun/**\"] | plumbline.yml:3:27: include names \"chrun/**\", which matches no YAML file; did you mean \"churn/**\"?",
                "include: [\"fraud/**\", \"data/*.csv\"] | plumbline.yml:3:27: include names \"data/*.csv\", which matches no YAML file",
                "set: [{files: fraud/modle.yml, values: {stage: x}}] | plumbline.yml:3:19: set names \"fraud/modle.yml\", which matches no file, so nothing is set; did you mean \"fraud/model.yml\"?",
                "set: [{files: [fraud/model.yml, nope/**], values: {stage: x}}] | plumbline.yml:3:37: set names \"nope/**\", which matches no file, so nothing is set",
                "set: [{files: fraud/conda.yml, values: {stage: x}}] | plumbline.yml:3:19: set names \"fraud/conda.yml\", which matches no spec (fraud/conda.yml is none), so nothing is set",
                "set: [{resource: model/fruad, values: {stage: x}}] | plumbline.yml:3:22: set names model/fruad, which no file of this workspace declares, so nothing is set; did you mean \"model/fraud\"?",
                "adopt: [online-endpoint/fraud] | plumbline.yml:3:13: adopt names \"online-endpoint/fraud\", which matches nothing that this workspace declares, so nothing is adopted",
                "ignore_differences: [{resources: [model/fruad], fields: [tags]}] | plumbline.yml:3:39: ignore_differences names \"model/fruad\", which matches nothing that this workspace declares, so nothing is ignored; did you mean \"model/fraud\"?",
                "ignore_differences: [{resources: [\"model/*\"], fields: [tags.team, tag.team]}] | plumbline.yml:3:71: ignore_differences names \"tag.team\", which is no field of model that can differ on the platform, so nothing is ignored; did you mean \"tags\"?",
                "ignore_differences: [{resources: [\"model/*\"], fields: [path]}] | plumbline.yml:3:60: ignore_differences names \"path\", which is no field of model that can differ on the platform, so nothing is ignored",
                "tokens: {NAME: churn, REGION: north} | plumbline.yml:3:27: no document of this workspace has {{REGION}}; remove the token, or write it where it is meant",
            })
    void whatHasNoEffectIsAWarning(String entries, String problem) {
        assertThat(demo(entries).load().problems())
                .filteredOn(each -> each.code().equals("unused"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each).hasToString(problem);
                    assertThat(each.isError()).isFalse();
                });
    }

    @Test
    void whatIsExcludedIsToldFromWhatIsNotThere() {
        demo("exclude: [fraud/model.yml]\n    set: [{files: \"fraud/*\", values: {stage: x}}]");

        assertThat(specs.problems())
                .anySatisfy(problem ->
                        assertThat(problem)
                                .startsWith("plumbline.yml:4:19: ")
                                .contains(
                                        "only files that the workspace does not include, such as fraud/"));
    }

    @Test
    void settingBelowATextIsAnErrorAtTheKey() {
        demo("set: [{files: fraud/model.yml, values: {stage: x, tags.team.name: y}}]");

        assertThat(specs.load().problems())
                .filteredOn(problem -> problem.isError())
                .singleElement()
                .hasToString(
                        "plumbline.yml:3:55: \"tags.team.name\" cannot be set in fraud/model.yml, where tags.team is \"risk\", which has nothing inside; correct the key, or set what stands there whole");
    }

    @Test
    void anErrorOfOneEntryBlocksItsWorkspaceAlone() {
        specs.file(
                "plumbline.yml",
                """
                workspaces:
                  - name: good
                  - name: bad
                    set: [{files: fraud/model.yml, values: {tags.team.name: y}}]
                """);

        assertThat(specs.load().workspace("good").orElseThrow().errors()).isEmpty();
        assertThat(specs.load().workspace("bad").orElseThrow().errors()).hasSize(1);
    }

    @Test
    void whatAnIncludedFileNamesTakesTokensAndSetThoughItStandsOutside() {
        specs.spec(
                        "shared/step.yml",
                        "commandComponent",
                        "name: step\nenvironment: azureml:e:1\ncommand: echo {{WORD}}\n")
                .spec(
                        "churn/job.yml",
                        "pipelineJob",
                        "type: pipeline\njobs: {one: {component: ../shared/step.yml}}\n");
        demo(
                "include: [churn/**]\n    tokens: {NAME: churn, WORD: a}\n    set: [{files: shared/step.yml, values: {tags.a: b}}]");

        assertThat(specs.load().problems()).noneMatch(problem -> problem.code().equals("unused"));

        specs.spec("churn/job.yml", "model", "name: job\n");

        assertThat(specs.load().problems())
                .filteredOn(problem -> problem.code().equals("unused"))
                .hasSize(2);
    }

    @Test
    void aFileThatCannotBeReadLeavesOpenWhatItUses() {
        specs.spec("fraud/broken.yml", "model", "name: [\n");
        demo(
                "tokens: {NAME: churn, REGION: north}\n    set: [{resource: model/x, values: {stage: x}}, {files: fraud/broken.yml, values: {stage: x}}]");

        assertThat(specs.load().problems()).noneMatch(problem -> problem.code().equals("unused"));
    }
}
