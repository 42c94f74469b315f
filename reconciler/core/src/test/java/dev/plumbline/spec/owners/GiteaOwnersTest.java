package dev.plumbline.spec.owners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases of the kinds that Gitea's documentation names.
final class GiteaOwnersTest {
    private static final String FILE =
            """
            .*\\\\.py @ada @grace # who review Python
            src/.*\\\\.py @acme/leads
            !src/.* @linus
            jobs/(day|night)/[^/]*\\\\.(yml|yaml) @alan
            hash\\#tag @barbara
            a\\ b\t@edsger
            ( @nobody
            lonely
            x @ada nobody
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "score.py | ada grace + linus",
                "src/score.py | ada grace + @acme/leads",
                "src/notes | ''",
                "xsrc/notes | linus",
                "jobs/day/a.yml | linus + alan",
                "jobs/day/deep/a.yml | linus",
                "hash#tag | linus + barbara",
                "a b | linus + edsger",
                "src/x | ''",
                "x | linus + ada",
                "xx | linus",
            })
    void theOwnersOfEveryRuleThatAppliesOwn(String path, String expected) {
        assertThat(
                        new GiteaOwners(FILE)
                                .of(path).stream()
                                        .map(set -> String.join(" ", set.owners()))
                                        .collect(Collectors.joining(" + ")))
                .isEqualTo(expected);
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        OwnersFile endless = new GiteaOwners("(.*a){15}b @ada");

        assertThatThrownBy(() -> endless.of("a".repeat(200)))
                .isInstanceOf(EndlessPatternException.class);
        assertThatThrownBy(() -> new GiteaOwners("(x|y)*z @ada").of("xy".repeat(50_000)))
                .isInstanceOf(EndlessPatternException.class);
    }
}
