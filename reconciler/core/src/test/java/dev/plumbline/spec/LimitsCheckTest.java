package dev.plumbline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.SpecKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a platform cannot run is told where it is asked for, in workspaces of that platform alone.
class LimitsCheckTest {
    /// Knows no component by this name, and no `forbidden()`.
    private static final PlatformLimits LIMITS =
            new PlatformLimits() {
                @Override
                public List<Limit> of(SpecKind kind, Fields document) {
                    return kind == SpecKind.COMMAND_JOB
                            ? List.of(new Limit(List.of("command"), "it cannot run"))
                            : List.of();
                }

                @Override
                public Optional<String> ofPython(String line) {
                    return Optional.of("forbidden() is not there")
                            .filter(_ -> line.contains("forbidden("));
                }
            };

    @TempDir Path folder;

    private List<String> problems(String plumbline) throws IOException {
        new TestingSpecs(folder)
                .file("plumbline.yml", plumbline)
                .file("src/train.py", "import os\n  forbidden()\nforbidden()\n")
                .file("other/unused.py", "forbidden()\n")
                .spec(
                        "job.yml",
                        "commandJob",
                        "name: j\ncommand: ls\ncode: ./src\nenvironment: azureml:e:1\n");
        SpecLoader loader =
                new SpecLoader(name -> name.equals("small") ? LIMITS : PlatformLimits.NONE);
        return loader.load(DirectoryTree.of(folder)).problems().stream()
                .map(problem -> problem.severity().word() + " " + problem)
                .toList();
    }

    @Test
    void theFieldAndTheFirstLineOfTheSourceAreNamed() throws IOException {
        assertThat(problems("workspaces: [{name: w, platform: small, include: ['**']}]\n"))
                .containsExactly(
                        "warning job.yml:3:10: on the platform small, it cannot run",
                        "warning src/train.py:2:3: on the platform small, forbidden() is not there");
    }

    @Test
    void anotherPlatformMayRunIt() throws IOException {
        assertThat(problems("workspaces: [{name: w, platform: large, include: ['**']}]\n"))
                .isEmpty();
    }
}
