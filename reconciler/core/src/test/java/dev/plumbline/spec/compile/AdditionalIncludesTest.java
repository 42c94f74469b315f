package dev.plumbline.spec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.ContentFile;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files from elsewhere that a component adds to its code.
class AdditionalIncludesTest {
    @TempDir Path folder;
    private TestingSpecs specs;

    @BeforeEach
    void write() {
        specs =
                new TestingSpecs(folder)
                        .file("train/src/train.py", "import helper\n")
                        .file("shared/helper.py", "a = 1\n")
                        .file("shared/deep/more.py", "b = 1\n")
                        .spec(
                                "job.yml",
                                "pipelineJob",
                                "type: pipeline\nname: j\njobs: {a: {component: ./train/c.yml}}\n");
        include("[../shared]");
    }

    private void include(String includes) {
        specs.spec(
                "train/c.yml",
                "commandComponent",
                "name: train\ncommand: ls\nenvironment: azureml:e:1\ncode: ./src\nadditional_includes: "
                        + includes
                        + "\n");
    }

    private Content code() {
        return (Content) specs.value("job/j", "jobs", "a", "component", "code");
    }

    @Test
    void theyLieInTheRootOfTheCodeUnderTheirOwnNames() {
        assertThat(specs.problems()).isEmpty();
        assertThat(code().files())
                .extracting(ContentFile::path)
                .containsExactly("shared/deep/more.py", "shared/helper.py", "train.py");

        include("[../shared/helper.py]");
        assertThat(code().files())
                .extracting(ContentFile::path)
                .containsExactly("helper.py", "train.py");
    }

    @Test
    void aChangeInThemIsAChangeOfTheJob() {
        Digest before = specs.digest("job/j");
        specs.file("shared/deep/more.py", "b = 2\n");

        assertThat(specs.digest("job/j")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[../share] | train/c.yml:6:23: additional_includes.0 is \"../share\", but share is not in the repository; did you mean shared?",
                "[../shared, src/train.py] | train/c.yml:6:34: \"src/train.py\" would be laid over train.py, which the code already holds; rename one of them",
                "[{type: artifact, feed: f, name: n}] | train/c.yml:6:23: an artifact needs feed, name and version; add version",
                "[{type: artifact, feed: f, name: n, version: '1'}] | train/c.yml:6:23: an artifact of a feed is not fetched by this version, so this is not applied; keep its files in the repository",
                "[../shared.zip] | train/c.yml:6:23: \"../shared.zip\" asks for a folder as a zip file, which this version does not make, so this is not applied; include the folder itself"
            })
    void whatCannotBeAddedIsTold(String includes, String problem) {
        include(includes);

        assertThat(specs.problems()).contains(problem).hasSize(1);
        assertThat(specs.load().isValid() && specs.ids().contains("job/j")).isFalse();
    }
}
