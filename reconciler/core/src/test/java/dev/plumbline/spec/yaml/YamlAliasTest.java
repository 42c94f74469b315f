package dev.plumbline.spec.yaml;

import static dev.plumbline.spec.yaml.TestingYaml.at;
import static dev.plumbline.spec.yaml.TestingYaml.failure;
import static dev.plumbline.spec.yaml.TestingYaml.fields;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anchors, merge keys, and the bounds that keep them small.
class YamlAliasTest {
    @Test
    void anAliasIsTheValueOfItsAnchor() throws Exception {
        assertThat(fields("base: &b {cpu: 1}\nother: *b\n").fields("other").text("cpu"))
                .contains("1");
    }

    @Test
    void keysOfTheMappingWinOverMergedOnes() throws Exception {
        var merged =
                fields("base: &b {cpu: 1, memory: 2}\nother: {<<: *b, cpu: 4}\n").fields("other");

        assertThat(merged.display()).isEqualTo("{cpu: 4, memory: 2}");
    }

    @Test
    void earlierMergesWinOverLaterOnes() throws Exception {
        var merged =
                fields("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b]}\n").fields("c");

        assertThat(merged.display()).isEqualTo("{x: 1, y: 1, z: 2}");
    }

    @Test
    void mergesOfMergesAreFollowed() throws Exception {
        var merged = fields("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\n").fields("c");

        assertThat(merged.display()).isEqualTo("{y: 2, x: 1}");
    }

    @Test
    void aQuotedMergeKeyIsAKey() throws Exception {
        assertThat(fields("\"<<\": 1\n").text("<<")).contains("1");
    }

    @Test
    void onlyMappingsAreMerged() {
        assertThat(failure("a: {<<: text}\n")).hasMessage("\"<<\" merges mappings; this is none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [*a]\n",
                "a: &a {b: *a}\n",
                "a: &a {<<: *a}\n",
                "a: &a {b: [1, {c: *a}]}\n",
                "a: &a {<<: [*a]}\n",
            })
    void aValueThatHoldsItselfIsRefused(String text) {
        assertThat(failure(text)).hasMessageContaining("holds itself");
    }

    @Test
    void aBillionLaughsAreRefusedSoon() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i <= 8; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(6)));
        }

        YamlException failure =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> failure(text.toString()));

        assertThat(failure).hasMessageContaining("more than 200,000 values");
    }

    @Test
    void aBillionEmptyMergesAreRefusedSoon() {
        StringBuilder text = new StringBuilder("a0: &a0 {}\n");
        for (int i = 1; i <= 12; i++) {
            text.append("a%d: &a%d {<<: [%s]}\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(4)));
        }

        YamlException failure =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> failure(text.toString()));

        assertThat(failure).hasMessageContaining("more than 200,000 values");
    }

    @Test
    void moreThanFiftyAliasesOfCollectionsAreRefused() {
        String anchor = "a: &a [1]\nb: [";

        assertThat(failure(anchor + "*a,".repeat(51) + "]\n"))
                .hasMessageContaining("aliases")
                .hasMessageContaining("50")
                .satisfies(failure -> assertThat(failure.position()).isEqualTo(at(2, 155)));
    }

    @Test
    void fiftyLevelsAreReadAndManyMoreAreRefused() throws Exception {
        assertThat(YamlReader.read(nested(50))).isPresent();
        assertThat(failure(nested(60))).hasMessageContaining("50");
        assertThat(failure(nested(51)))
                .hasMessage("this is nested more than 50 levels deep; flatten it")
                .satisfies(failure -> assertThat(failure.position()).isEqualTo(at(1, 51)));
    }

    @Test
    void levelsThatAliasesAddCount() {
        StringBuilder text = new StringBuilder("a0: &a0 [1]\n");
        for (int i = 1; i <= 12; i++) {
            text.append("a%d: &a%d [[[[[*a%d]]]]]\n".formatted(i, i, i - 1));
        }

        assertThat(failure(text.toString()))
                .hasMessage(
                        "this is nested more than 50 levels deep once aliases are followed; flatten it");
    }

    @Test
    void aMillionCharactersAreReadAndMoreAreRefused() throws Exception {
        assertThat(YamlReader.read(padded(YamlReader.MAX_CHARACTERS - 16))).isPresent();
        assertThat(failure(padded(YamlReader.MAX_CHARACTERS + 1024)))
                .hasMessageContaining("exceeds the limit");
    }

    private static byte[] nested(int levels) {
        return ("[".repeat(levels) + "]".repeat(levels)).getBytes(UTF_8);
    }

    private static byte[] padded(int characters) {
        return ("name: x\n# " + "x".repeat(characters - 10) + "\nb: 1\n").getBytes(UTF_8);
    }
}
