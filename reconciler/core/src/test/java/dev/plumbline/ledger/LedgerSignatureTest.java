package dev.plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Entries that the agent signs, as the real `git` and `ssh-keygen` see them.
class LedgerSignatureTest {
    private static final String MAIL = "agent@plumbline.dev";

    @TempDir Path temp;
    private LedgerFixture fixture;
    private Path key;

    @BeforeEach
    void open() throws Exception {
        fixture = new LedgerFixture(temp);
        key = temp.resolve("key");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        Files.writeString(
                temp.resolve("allowed"), MAIL + " " + Files.readString(temp.resolve("key.pub")));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Ledger signed(GitRepository clone) {
        return LedgerFixture.ledger(
                clone,
                () -> LedgerFixture.NOW,
                new Recorder("Plumbline", MAIL, Optional.of(SigningKey.ssh(key))));
    }

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String unwarned =
                said.lines()
                        .filter(line -> !line.startsWith("warning: "))
                        .collect(Collectors.joining("\n"));
        return process.exitValue() + " " + unwarned;
    }

    private String git(GitRepository clone, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-C",
                                clone.database().getDirectory().toString(),
                                "-c",
                                "gpg.ssh.allowedSignersFile=" + temp.resolve("allowed")));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String signatures(GitRepository clone) throws Exception {
        return git(clone, "log", "--format=%G?", LedgerFixture.REF);
    }

    @Test
    void everyEntryCarriesASignatureThatGitVerifies() throws Exception {
        GitRepository clone = fixture.clone("a");
        Ledger ledger = signed(clone);

        ledger.intend(fixture.intent(LedgerFixture.change("create", LedgerFixture.MODEL)));
        ledger.conclude(
                fixture.succeeded(
                        List.of(fixture.applied(LedgerFixture.MODEL, "first")),
                        LedgerFixture.change("create", LedgerFixture.MODEL)));

        assertThat(signatures(clone)).isEqualTo("0 G\nG");
        assertThat(git(clone, "verify-commit", LedgerFixture.REF))
                .startsWith("0 Good \"git\" signature for " + MAIL);
        assertThat(ledger.audit().signed()).isEqualTo(2);
    }

    @Test
    void anEntryThatIsReplayedOnAnothersIsSignedAgain() throws Exception {
        GitRepository one = fixture.clone("a");
        GitRepository two = fixture.clone("b");
        Ledger first = signed(one);
        Ledger second = signed(two);
        first.conclude(fixture.succeeded(List.of(fixture.applied(LedgerFixture.MODEL, "one"))));
        second.conclude(fixture.succeeded(List.of(fixture.applied(LedgerFixture.JOB, "two"))));
        first.pushPending();

        second.pushPending();

        assertThat(signatures(two)).isEqualTo("0 G\nG");
    }

    @Test
    void withoutItsKeyNothingIsRecordedAndTheErrorSaysWhatToDo() throws Exception {
        Files.delete(key);
        Files.delete(temp.resolve("key.pub"));
        GitRepository clone = fixture.clone("a");
        Ledger ledger = signed(clone);

        assertThatThrownBy(() -> ledger.intend(fixture.intent()))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("nothing can be signed with the SSH key " + key)
                .hasMessageContaining("so nothing is recorded or applied")
                .hasMessageContaining("`signing`");
        assertThat(git(clone, "rev-parse", "--verify", "-q", LedgerFixture.REF)).startsWith("1");
    }
}
