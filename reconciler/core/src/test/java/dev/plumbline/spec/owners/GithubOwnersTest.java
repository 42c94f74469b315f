package dev.plumbline.spec.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases of the kinds that GitHub's documentation names.
final class GithubOwnersTest {
    private static final String FILE =
            """
            # Whoever owns what nobody else does.
            *            @ada @grace

            *.py         @linus # who reviews Python
            *.md         docs@example.com
            *.parquet    @acme/data-owners
            /models/raw/ @barbara
            runs/*       @edsger
            features/    @donald
            /jobs/       @alan
            /jobs/night
            **/secrets   @niklaus
            /a\\ b/      @spaced
            notes.txt    @tony#5
            !*.lock      @nobody
            [ab].txt     @nobody
            \\#x.txt     @nobody
            broken.txt   @ada nobody
            /Case.yml    @cased
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plumbline.yml | ada grace",
                "deep/down/file.yml | ada grace",
                "score.py | linus",
                "src/score.py | linus",
                "README.md | docs@example.com",
                "data/x.parquet | @acme/data-owners",
                "models/raw/deep/x.bin | barbara",
                "other/models/raw/x.bin | ada grace",
                "runs/last.yml | edsger",
                "runs/deep/last.yml | ada grace",
                "features/x.yml | donald",
                "src/features/deep/x.yml | donald",
                "jobs/train.yml | alan",
                "jobs/night |",
                "jobs/night/train.yml |",
                "deep/secrets/key.yml | niklaus",
                "secrets/key.yml | niklaus",
                "a b/x.yml | spaced",
                "notes.txt | tony#5",
                "pip.lock | ada grace",
                "a.txt | ada grace",
                "#x.txt | ada grace",
                "broken.txt | ada grace",
                "Case.yml | cased",
                "case.yml | ada grace",
            })
    void theLastPatternThatMatchesTellsTheOwners(String path, String owners) {
        List<OwnerSet> expected =
                owners == null ? List.of() : List.of(OwnerSet.oneOf(List.of(owners.split(" "))));

        assertThat(new GithubOwners(FILE).of(path)).isEqualTo(expected);
    }

    @Test
    void everyoneIsWhoIsNamed() {
        assertThat(new GithubOwners("* @ada @acme/leads\n*.py @ada\n# @no\n/x\n").everyone())
                .containsExactly("ada", "@acme/leads");
    }
}
