package dev.plumbline.spec.owners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which file tells the owners, of a real clone.
final class RepositoryCodeOwnersTest {
    @TempDir private Path folder;
    private TestingRemote remote;

    @BeforeEach
    void start() {
        remote = TestingRemote.create(folder.resolve("remote"));
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    private Owners owner(OwnersDialect dialect, String path) {
        Revision commit = remote.commit("Change owners");
        try (GitRepository repository =
                GitRepository.open(
                        remote.url(), Optional.of("main"), folder.resolve("clone-" + dialect))) {
            repository.fetch();
            CodeOwners owners = new RepositoryCodeOwners(repository, dialect);
            return owners.of(owners.file(commit.commit()), path);
        }
    }

    private static Owners one(String owner) {
        return new Owners.Sets(List.of(OwnerSet.oneOf(List.of(owner))));
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB, .github/CODEOWNERS, CODEOWNERS",
        "GITHUB, CODEOWNERS, docs/CODEOWNERS",
        "GITLAB, CODEOWNERS, docs/CODEOWNERS",
        "GITLAB, docs/CODEOWNERS, .gitlab/CODEOWNERS",
        "GITEA, CODEOWNERS, docs/CODEOWNERS",
        "GITEA, docs/CODEOWNERS, .gitea/CODEOWNERS",
        "GITEA, .gitea/CODEOWNERS, .forgejo/CODEOWNERS",
        "GITEA, docs/CODEOWNERS, .github/CODEOWNERS",
    })
    void theFirstPlaceOfTheForgeCounts(OwnersDialect dialect, String counts, String other) {
        remote.file(counts, ".* @ada\n* @ada\n").file(other, ".* @linus\n* @linus\n");

        assertThat(owner(dialect, "x.yml")).isEqualTo(one("ada"));
    }

    @Test
    void aPlaceOfAnotherForgeDoesNotCount() {
        remote.file(".gitlab/CODEOWNERS", "* @ada\n");

        assertThat(owner(OwnersDialect.GITHUB, "x.yml"))
                .isEqualTo(
                        new Owners.Nobody(
                                "there was no CODEOWNERS file when the policy came into force; add .github/CODEOWNERS, which names owners of x.yml"));
    }

    @Test
    void aFileOfThreeMillionBytesIsNotUsed() {
        String text = "* @ada\n#" + "x".repeat(3_000_000);
        remote.file("CODEOWNERS", text.substring(0, 3_000_000));

        assertThat(owner(OwnersDialect.GITHUB, "x.yml"))
                .isEqualTo(
                        new Owners.Nobody(
                                "CODEOWNERS cannot be used: it must be smaller than 3,000,000 bytes"));
        remote.file("CODEOWNERS", text.substring(0, 2_999_999));
        assertThat(owner(OwnersDialect.GITLAB, "x.yml")).isEqualTo(one("ada"));
    }

    @Test
    void whatIsNotSupportedIsSaid() {
        remote.file("CODEOWNERS", "* @@maintainer\n");

        assertThat(owner(OwnersDialect.GITLAB, "x.yml"))
                .isEqualTo(
                        new Owners.Nobody(
                                "CODEOWNERS names no owner of x.yml (@@maintainer are not supported); add one there"));
    }
}
