package dev.plumbline.repository.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.repository.BranchWriter;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Pushed;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fetching from and pushing to OpenSSH's server, which lets in the user that runs it.
@Tag("slow") // needs sshd, and somebody other than root to run it
class SshdTest {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final String USER = System.getProperty("user.name");

    @TempDir Path temp;
    private TestingRemote remote;
    private Revision first;
    private Path key;
    private Path knownHosts;
    private Process server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(SSHD), "sshd is not installed (Debian: openssh-server)");
        assumeFalse(USER.equals("root"), "sshd is to run as a user without privileges");
        remote = TestingRemote.create(temp.resolve("specs.git"));
        first = remote.file("a.yml", "a").commit("one");
        key = Command.sshKey(temp.resolve("id"), "");
        Path hostKey = Command.sshKey(temp.resolve("host"), "");
        port = freePort();
        knownHosts =
                Files.writeString(
                        temp.resolve("known_hosts"),
                        "[127.0.0.1]:" + port + " " + Files.readString(Path.of(hostKey + ".pub")));
        Path configuration =
                Files.writeString(
                        temp.resolve("sshd_config"),
                        """
                        ListenAddress 127.0.0.1:%d
                        HostKey %s
                        AuthorizedKeysFile %s.pub
                        PidFile none
                        UsePAM no
                        StrictModes no
                        PasswordAuthentication no
                        AcceptEnv GIT_PROTOCOL
                        """
                                .formatted(port, hostKey, key));
        server =
                new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", configuration.toString())
                        .redirectErrorStream(true)
                        .start();
        awaitListening(server.inputReader());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(BufferedReader log) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.startsWith("Server listening")) {
                // What it says later must not fill the pipe.
                Thread.startVirtualThread(() -> drain(log));
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("sshd did not start: " + said);
    }

    private static void drain(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // The server has ended.
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            remote.close();
        }
    }

    private GitRepository open(Path sshKey) {
        return GitRepository.open(
                new RemoteAddress(
                        "ssh://%s@127.0.0.1:%d%s".formatted(USER, port, remote.folder()),
                        new Credentials(
                                Optional.of(new SshKey(sshKey, Optional.empty())),
                                Optional.of(new KnownHosts.Named(knownHosts)),
                                Optional.empty())),
                Optional.of("main"),
                Optional.empty(),
                temp.resolve("clone"));
    }

    @Test
    void commitsAreFetchedAndLedgersAndBranchesPushed() {
        try (GitRepository repository = open(key)) {
            assertThat(repository.fetch().after()).contains(first);
            Revision second = remote.file("a.yml", "b").commit("two");
            assertThat(repository.fetch().after()).contains(second);
            assertThat(
                            repository.pushLedger(
                                    "refs/plumbline/ledger/staging", Optional.empty(), first))
                    .isInstanceOf(Pushed.Accepted.class);
            assertThat(new BranchWriter(repository).push("rollback", Optional.empty(), first))
                    .isInstanceOf(Pushed.Accepted.class);
        }
        assertThat(remote.ref("refs/heads/rollback")).contains(first);
    }

    @Test
    void whatSshKeyscanPrintsMakesTheHostKnown() throws Exception {
        Files.writeString(knownHosts, "");
        try (GitRepository repository = open(key)) {
            assertThatThrownBy(repository::fetch)
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("ssh-keyscan -p " + port + " 127.0.0.1");
            Files.writeString(
                    knownHosts,
                    Command.run(temp, "ssh-keyscan", "-p", String.valueOf(port), "127.0.0.1"));
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void aStrangersKeyIsTold() throws Exception {
        Path stranger = Command.sshKey(temp.resolve("stranger"), "");
        try (GitRepository repository = open(stranger)) {
            assertThatThrownBy(repository::fetch)
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("does not let \"%s\" in".formatted(USER));
        }
    }
}
