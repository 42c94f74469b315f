package dev.plumbline.spec.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases of the kinds that GitLab's documentation names.
final class GitlabOwnersTest {
    private static final String FILE =
            """
            * @ada
            !pom.xml
            /secret.yml @grace

            [Models][2] @acme/models barbara@example.com
            models/
            /models/raw/*.bin @linus
            /models/open/ # everyone's

            ^[Docs]
            *.md @writer

            [Jobs]
            *.job @alan
            !/jobs/free/**/*.job
            /jobs/free/x.job @late
            /jobs/*/deep.yml @deep
            /jobs/**/index.yml @index
            /all/** @flat
            path\\ with\\ space/ @spaced
            [roles]
            /roles/ @@maintainer
            [MODELS]
            more.bin @more
            """;

    private static String owners(String file, String path) {
        return new GitlabOwners(file)
                .of(path).stream()
                        .map(set ->
                                String.join(" ", set.owners())
                                        + (set.required() > 1 ? " x" + set.required() : ""))
                        .collect(Collectors.joining(" + "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "README | ada",
                ".hidden/file | ada",
                "pom.xml | ''",
                "sub/pom.xml | ''",
                "secret.yml | grace",
                "sub/secret.yml | ada",
                "models/x.yml | ada + @acme/models barbara@example.com x2",
                "sub/models/deep/x.yml | ada + @acme/models barbara@example.com x2",
                "models/raw/x.bin | ada + linus x2",
                "models/raw/deep/x.bin | ada + @acme/models barbara@example.com x2",
                "models/open/x | ada + @acme/models barbara@example.com x2",
                "README.md | ada",
                "train.job | ada + alan",
                "jobs/train.job | ada + alan",
                "jobs/free/x.job | ada",
                "jobs/free/deep/y.job | ada",
                "jobs/a/deep.yml | ada + deep",
                "jobs/a/b/deep.yml | ada",
                "jobs/index.yml | ada + index",
                "jobs/a/b/index.yml | ada + index",
                "all/x | ada + flat",
                "all/deep/x | ada",
                "path with space/x | ada + spaced",
                "roles/x | ada",
                "more.bin | ada + more x2",
            })
    void everySectionTellsOwnersOfItsOwn(String path, String expected) {
        assertThat(owners(FILE, path)).isEqualTo(expected);
    }

    @Test
    void aSectionThatIsRequiredOnceIsRequired() {
        assertThat(owners("^[A] @ada\n*.md\n[a]\n*.yml @grace\n", "x.md")).isEqualTo("ada");
    }

    @Test
    void rolesAreSaidToBeUnsupported() {
        assertThat(new GitlabOwners(FILE).unsupported()).containsExactly("@@maintainer");
        assertThat(new GitlabOwners("* @ada").unsupported()).isEmpty();
    }
}
