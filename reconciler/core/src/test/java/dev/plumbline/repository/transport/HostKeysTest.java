package dev.plumbline.repository.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which SSH servers are spoken to.
class HostKeysTest extends SshFixture {
    @Test
    void anUnknownHostIsRefusedWithItsFingerprint() throws Exception {
        Files.writeString(knownHosts, "# nobody\n");
        try (GitRepository repository = open()) {
            assertFails(
                    repository,
                    Reason.NOT_TRUSTED,
                    "127.0.0.1 is not a known host",
                    Command.fingerprint(hostKey),
                    "`ssh-keyscan -p %d 127.0.0.1 >> %s`".formatted(server.port(), knownHosts));
        }
        assertThat(knownHosts).hasContent("# nobody\n");
    }

    @Test
    void aKeyOfAnotherPortIsNotTheServers() throws Exception {
        Files.writeString(
                knownHosts, server.knownHost().replaceFirst("\\S+", "[127.0.0.1]:1,127.0.0.1"));
        try (GitRepository repository = open()) {
            assertFails(repository, Reason.NOT_TRUSTED, "is not a known host");
        }
    }

    @Test
    void aHostWhoseKeyChangedIsRefusedWithBothFingerprints() throws Exception {
        Path other = Command.sshKey(temp.resolve("other"), "");
        int port = server.port();
        try (GitRepository repository = open()) {
            repository.fetch();
            server.close();
            server = TestingSshServer.start(port, other, authorized);
            assertFails(
                    repository,
                    Reason.NOT_TRUSTED,
                    "the key of 127.0.0.1 has changed",
                    Command.fingerprint(hostKey) + " (" + knownHosts + ":1)",
                    Command.fingerprint(other));
        }
    }

    @Test
    void aHostKeyOfAnotherKindIsNotAChangeWhereTheKnownOneIsThereToo() throws Exception {
        Path rsa = Command.sshKey(temp.resolve("rsa"), "", "-t", "rsa", "-b", "2048");
        Files.writeString(
                knownHosts,
                "[127.0.0.1]:%d %s\n%s"
                        .formatted(
                                server.port(),
                                Files.readString(Path.of(rsa + ".pub")).strip(),
                                server.knownHost()));
        try (GitRepository repository = open()) {
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void aRevokedHostKeyIsRefused() throws Exception {
        Files.writeString(knownHosts, server.knownHost() + "@revoked " + server.knownHost());
        try (GitRepository repository = open()) {
            assertFails(repository, Reason.NOT_TRUSTED, "revokes", knownHosts + ":2");
        }
    }

    @Test
    void aHashedHostIsKnown() throws Exception {
        Command.run(temp, "ssh-keygen", "-q", "-H", "-f", knownHosts.toString());
        assertThat(Files.readString(knownHosts)).doesNotContain("127.0.0.1");
        try (GitRepository repository = open()) {
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void knownHostsMayStandInTheConfiguration() {
        Credentials credentials =
                new Credentials(
                        Optional.of(new SshKey(key, Optional.empty())),
                        Optional.of(new KnownHosts.Written(List.of(server.knownHost()))),
                        Optional.empty());
        try (GitRepository repository = open(credentials)) {
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void aFileOfKnownHostsThatIsMissingIsTold() throws IOException {
        Files.delete(knownHosts);
        try (GitRepository repository = open()) {
            assertFails(
                    repository,
                    Reason.NOT_TRUSTED,
                    "known hosts " + knownHosts + " cannot be read");
        }
    }
}
