package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest(name = "{0} matches {1}")
    @CsvSource({
        "**, a.yml",
        "**, a/b/c.yml",
        "*.yml, a.yml",
        "**/*.yml, a.yml",
        "**/*.yml, a/b/c.yml",
        "fraud/**, fraud/a.yml",
        "fraud/**, fraud/a/b.yml",
        "fraud/, fraud/a/b.yml",
        "./fraud/*.yml, fraud/a.yml",
        "fraud/**/a.yml, fraud/a.yml",
        "fraud/**/a.yml, fraud/x/y/a.yml",
        "fraud/?.yml, fraud/a.yml",
        "**/experiments/**, a/experiments/b.yml",
        "**/experiments/**, experiments/b.yml",
        "a+(b)[c].yml, a+(b)[c].yml",
        "online-endpoint/*, online-endpoint/fraud",
    })
    void aPatternMatches(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isTrue();
    }

    @Test
    void noPatternTakesLong() {
        Glob hostile = Glob.of("**/".repeat(200) + "*a".repeat(200) + "b");

        boolean matches =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> hostile.matches("a/".repeat(400) + "a".repeat(400)));

        assertThat(matches).isFalse();
    }

    @ParameterizedTest(name = "{0} does not match {1}")
    @CsvSource({
        "*.yml, a/b.yml",
        "*.yml, a.yaml",
        "fraud/**, frauds/a.yml",
        "fraud/**, fraud",
        "fraud/*, fraud/a/b.yml",
        "fraud/?.yml, fraud/ab.yml",
        "fraud/?.yml, fraud//.yml",
        "**/a.yml, xa.yml",
        "a.yml, axyml",
        "A.yml, a.yml",
        "fraud, fraud/a.yml",
        "online-endpoint/*, online-deployment/fraud/blue",
    })
    void aPatternDoesNotMatch(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isFalse();
    }
}
