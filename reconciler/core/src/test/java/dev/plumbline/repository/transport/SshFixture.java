package dev.plumbline.repository.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.RepositoryException.Reason;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A repository behind an SSH server, with real keys and the real `git`.
abstract class SshFixture {
    @TempDir Path temp;
    TestingRemote remote;
    Revision first;
    Path key;
    Path hostKey;
    Path authorized;
    Path knownHosts;
    TestingSshServer server;

    @BeforeEach
    void start() throws Exception {
        remote = TestingRemote.create(temp.resolve("specs.git"));
        first = remote.file("a.yml", "a").commit("one");
        key = Command.sshKey(temp.resolve("id"), "");
        hostKey = Command.sshKey(temp.resolve("host"), "");
        authorized = Files.copy(Path.of(key + ".pub"), temp.resolve("authorized_keys"));
        server = TestingSshServer.start(0, hostKey, authorized);
        knownHosts = Files.writeString(temp.resolve("known_hosts"), server.knownHost());
    }

    @AfterEach
    void stop() {
        server.close();
        remote.close();
    }

    Credentials with(Path sshKey, Optional<String> passphrase) {
        return new Credentials(
                Optional.of(new SshKey(sshKey, passphrase)),
                Optional.of(new KnownHosts.Named(knownHosts)),
                Optional.empty());
    }

    GitRepository open(Credentials credentials) {
        return open(server.url(remote.folder()), credentials);
    }

    GitRepository open(String url, Credentials credentials) {
        return GitRepository.open(
                new RemoteAddress(url, credentials),
                Optional.of("main"),
                Optional.empty(),
                temp.resolve("clone"));
    }

    GitRepository open() {
        return open(with(key, Optional.empty()));
    }

    static void assertFails(GitRepository repository, Reason reason, String... words) {
        assertThatThrownBy(repository::fetch)
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }
}
