package dev.plumbline.repository.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without keys of its own the agent shows those of its user.
class SshOfUserTest {
    private static final int TIMEOUT_MILLIS = 20_000;

    @TempDir Path temp;
    private Path sshFolder;
    private Path authorized;
    private TestingSshServer server;

    @BeforeEach
    void start() throws Exception {
        sshFolder = Files.createDirectory(temp.resolve(".ssh"));
        authorized = temp.resolve("authorized_keys");
        Files.writeString(authorized, "");
        server = TestingSshServer.start(0, Command.sshKey(temp.resolve("host"), ""), authorized);
        Files.writeString(sshFolder.resolve("known_hosts"), server.knownHost());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void authorize(Path key) throws IOException {
        Files.copy(Path.of(key + ".pub"), authorized, StandardCopyOption.REPLACE_EXISTING);
    }

    /// What a command on the server says.
    private String said(Optional<Path> agentSocket) throws Exception {
        try (SshSessions sessions = new SshSessions(Credentials.NONE, sshFolder, agentSocket)) {
            URIish uri = new URIish(server.url(Path.of("/specs.git")));
            Process process =
                    sessions.getSession(uri, null, FS.DETECTED, TIMEOUT_MILLIS)
                            .exec("echo hello", 0);
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.destroy();
            return said.strip();
        }
    }

    @Test
    void aKeyInTheSshFolderIsShown() throws Exception {
        Command.sshKey(sshFolder.resolve("id_rsa"), "locked");
        authorize(Command.sshKey(sshFolder.resolve("id_ed25519"), ""));

        assertThat(said(Optional.empty())).isEqualTo("hello");
    }

    @Test
    void theConfigurationOfSshIsNotRead() throws Exception {
        authorize(Command.sshKey(sshFolder.resolve("id_ed25519"), ""));
        Files.writeString(
                sshFolder.resolve("config"),
                "Host *\n  HostName no-such-host.invalid\n  StrictHostKeyChecking no\n");

        assertThat(said(Optional.empty())).isEqualTo("hello");
        Files.delete(sshFolder.resolve("known_hosts"));
        assertThatThrownBy(() -> said(Optional.empty()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not a known host")
                .hasMessageContaining(sshFolder.resolve("known_hosts").toString());
        assertThat(sshFolder.resolve("known_hosts")).doesNotExist();
    }

    @Test
    void aKeyOfTheSshAgentIsShown() throws Exception {
        Path socket = temp.resolve("agent");
        Process agent =
                new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            // It says where it listens once it does.
            assertThat(agent.inputReader().readLine()).contains(socket.toString());
            Path key = Command.sshKey(temp.resolve("id"), "");
            Command.run(temp, "env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", key.toString());
            authorize(key);

            assertThat(said(Optional.of(socket))).isEqualTo("hello");
        } finally {
            agent.destroy();
            assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anSshAgentThatIsGoneLeavesTheKeysInFiles() throws Exception {
        authorize(Command.sshKey(sshFolder.resolve("id_ed25519"), ""));

        assertThat(said(Optional.of(temp.resolve("gone")))).isEqualTo("hello");
    }

    @Test
    void theKeysThatWereShownAreNamed() throws Exception {
        Path locked = Command.sshKey(sshFolder.resolve("id_ed25519"), "locked");

        assertThatThrownBy(() -> said(Optional.empty()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(locked + ", which cannot be used without a passphrase");
    }

    @Test
    void aMissingKeyIsTold() {
        assertThatThrownBy(() -> said(Optional.empty()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no key at all")
                .hasMessageContaining("credentials.ssh_key");
    }
}
