package dev.plumbline.repository.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Pushed;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.RepositoryException.Reason;
import dev.plumbline.repository.Revision;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.util.Throwables;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.Test;

/// Fetching from and pushing to an SSH server.
class SshTest extends SshFixture {
    @Test
    void theBranchIsFetched() {
        try (GitRepository repository = open()) {
            assertThat(repository.fetch().after()).contains(first);
            Revision second = remote.file("a.yml", "b").commit("two");
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void ledgersArePushedFromWhatIsExpected() {
        try (GitRepository repository = open()) {
            repository.fetch();
            String ref = "refs/plumbline/ledger/staging";
            assertThat(repository.pushLedger(ref, Optional.empty(), first))
                    .isInstanceOf(Pushed.Accepted.class);
            assertThat(remote.ref(ref)).contains(first);
            assertThat(repository.pushLedger(ref, Optional.empty(), first))
                    .isNotInstanceOf(Pushed.Unreachable.class);
        }
    }

    @Test
    void fetchesAndPushesShareAConnection() {
        try (GitRepository repository = open()) {
            repository.fetch();
            remote.file("a.yml", "b").commit("two");
            repository.fetch();
            repository.pushLedger("refs/plumbline/ledger/staging", Optional.empty(), first);
        }
        assertThat(server.greetings()).isEqualTo(1);
    }

    @Test
    void closingLeavesNoThreadBehind() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            List<Thread> threads;
            try (GitRepository repository = open()) {
                repository.fetch();
                threads = clientThreads();
            }
            assertThat(threads).isNotEmpty();
            for (Thread thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
            }
        }
    }

    private static List<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("SshClient"))
                .toList();
    }

    @Test
    void aServerThatWentAwayIsFoundAgain() {
        int port = server.port();
        try (GitRepository repository = open()) {
            repository.fetch();
            server.close();
            assertFails(repository, Reason.NOT_REACHABLE, "does not answer", "tried again");
            server = TestingSshServer.start(port, hostKey, authorized);
            Revision second = remote.file("a.yml", "b").commit("two");
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void anAnswerThatBreaksOffLeavesTheHeadInPlace() {
        int port = server.port();
        try (GitRepository repository = open()) {
            repository.fetch();
            Revision second = remote.file("a.yml", "b").commit("two");
            server.breakOffAfter(60);
            assertFails(repository, Reason.NOT_REACHABLE, "tried again");
            assertThat(repository.head()).contains(first);
            server.close();
            server = TestingSshServer.start(port, hostKey, authorized);
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void aConnectionThatBrokeOffUnusedIsMadeAnew() {
        int port = server.port();
        try (GitRepository repository = open()) {
            repository.fetch();
            server.close();
            server = TestingSshServer.start(port, hostKey, authorized);
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsToldByItsFingerprint() throws Exception {
        Path stranger = Command.sshKey(temp.resolve("stranger"), "");
        try (GitRepository repository = open(with(stranger, Optional.empty()))) {
            assertFails(
                    repository,
                    Reason.AUTHENTICATION,
                    "does not let \"git\" in",
                    stranger.toString(),
                    Command.fingerprint(stranger),
                    "add the public key on the server");
        }
    }

    @Test
    void aKeyWithAPassphraseOpensWithIt() throws Exception {
        Path locked = Command.sshKey(temp.resolve("locked"), "open sesame");
        Files.copy(Path.of(locked + ".pub"), authorized, StandardCopyOption.REPLACE_EXISTING);
        try (GitRepository repository = open(with(locked, Optional.of("open sesame")))) {
            assertThat(repository.fetch().after()).contains(first);
        }
        try (GitRepository repository = open(with(locked, Optional.of("close")))) {
            assertFails(repository, Reason.NOT_TRUSTED, locked + " does not open");
        }
        try (GitRepository repository = open(with(locked, Optional.empty()))) {
            assertFails(repository, Reason.NOT_TRUSTED, locked + " has a passphrase");
        }
    }

    @Test
    void aKeyOfRsaInPemIsTaken() throws Exception {
        Path rsa =
                Command.sshKey(
                        temp.resolve("rsa"), "secret", "-t", "rsa", "-b", "2048", "-m", "PEM");
        Files.copy(Path.of(rsa + ".pub"), authorized, StandardCopyOption.REPLACE_EXISTING);
        try (GitRepository repository = open(with(rsa, Optional.of("secret")))) {
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void aKeyThatIsNoneIsTold() throws Exception {
        Path missing = temp.resolve("missing");
        try (GitRepository repository = open(with(missing, Optional.empty()))) {
            assertFails(repository, Reason.NOT_TRUSTED, missing + " is not there");
        }
        Path half = Path.of(key + ".pub");
        try (GitRepository repository = open(with(half, Optional.empty()))) {
            assertFails(repository, Reason.NOT_TRUSTED, half.toString(), "private key");
        }
    }

    @Test
    void aRepositoryThatIsMissingIsTold() {
        try (GitRepository repository =
                open(server.url(temp.resolve("none.git")), with(key, Optional.empty()))) {
            assertFails(repository, Reason.NOT_THERE, "none.git", "that this key may see");
        }
    }

    @Test
    void aHostThatIsNoneIsTold() {
        try (GitRepository repository =
                open("git@no-such-host.invalid:specs.git", with(key, Optional.empty()))) {
            assertFails(
                    repository,
                    Reason.NOT_REACHABLE,
                    "git@no-such-host.invalid:specs.git",
                    "the host name is not known");
        }
    }

    @Test
    void aPasswordIsRefusedAndShownNowhere() {
        assertThatThrownBy(() -> open("ssh://git:s3cret@127.0.0.1/specs.git", Credentials.NONE))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("ssh://git@127.0.0.1/specs.git comes with a password")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3cret"));
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SshSessions sessions = new SshSessions(with(key, Optional.empty()))) {
            String url = "ssh://git@127.0.0.1:" + silent.getLocalPort() + "/specs.git";
            assertThatThrownBy(() -> sessions.getSession(new URIish(url), null, FS.DETECTED, 200))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }
}
