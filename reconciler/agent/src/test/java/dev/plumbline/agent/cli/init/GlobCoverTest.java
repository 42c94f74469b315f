package dev.plumbline.agent.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.workspace.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Few patterns for many files.
final class GlobCoverTest {
    private static List<String> paths(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/1.yml a/2.yml | b/1.yml | a/**",
                "a/1.yml a/b/2.yml | a/c/1.yml | a/1.yml a/b/2.yml",
                "a/1.yml | | a/1.yml",
                "a/1.yml b/2.yml | | **",
                "a/job.yml b/job.yml c/job.yml | a/x.yml b/x.yml c/x.yml | **/job.yml",
                "a/p-job.yml b/q-job.yml c/r_job.yml | a/x.yml b/x.yml c/x.yml | **/*job.yml",
                "a/1/job.yml a/2/job.yml a/3/job.yml | a/1/x.yml a/2/x.yml a/3/x.yml b/job.yml | a/**/job.yml",
                "a/job.yml | b/job.yml | a/job.yml",
            })
    void thePatternsAreFew(String wanted, String others, String patterns) {
        assertThat(GlobCover.of(paths(wanted), others == null ? List.of() : paths(others)))
                .containsExactlyElementsOf(paths(patterns));
    }

    @Test
    void thePatternsMatchAllThatIsWantedAndNothingElse() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> wanted = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String path =
                        "%s/%s/%s%s.yml"
                                .formatted(
                                        "ab".charAt(random.nextInt(2)),
                                        "cde".charAt(random.nextInt(3)),
                                        random.nextBoolean() ? "x-" : "y_",
                                        random.nextInt(4));
                if (!wanted.contains(path) && !others.contains(path)) {
                    (random.nextBoolean() ? wanted : others).add(path);
                }
            }

            List<Glob> globs = GlobCover.of(wanted, others).stream().map(Glob::of).toList();

            assertThat(wanted)
                    .as("seed " + seed)
                    .allMatch(path -> globs.stream().anyMatch(glob -> glob.matches(path)));
            assertThat(others)
                    .as("seed " + seed)
                    .noneMatch(path -> globs.stream().anyMatch(glob -> glob.matches(path)));
        }
    }
}
