package dev.plumbline.repository.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.BranchWriter;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Pushed;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.RepositoryException.Reason;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fetching from and pushing to `git http-backend`, with and without TLS.
class HttpTest {
    private static final String LOGIN = "bot:s3cret";

    @TempDir Path temp;
    private TestingRemote remote;
    private Revision first;
    private TestingGitHttp server;

    @BeforeEach
    void start() {
        remote = TestingRemote.create(temp.resolve("root/specs.git"));
        first = remote.file("a.yml", "a").commit("one");
        server = serve(0, Optional.empty());
    }

    private TestingGitHttp serve(int port, Optional<SSLContext> tls) {
        return TestingGitHttp.start(port, temp.resolve("root"), LOGIN, tls);
    }

    @AfterEach
    void stop() {
        server.close();
        remote.close();
    }

    private String url(String login) {
        return "http://" + login + "127.0.0.1:" + server.port() + "/specs.git";
    }

    private GitRepository open(String url) {
        return open(url, Optional.empty());
    }

    private GitRepository open(String url, Optional<Path> caFile) {
        return GitRepository.open(
                new RemoteAddress(url, new Credentials(Optional.empty(), Optional.empty(), caFile)),
                Optional.of("main"),
                Optional.empty(),
                temp.resolve("clone"));
    }

    private static void assertFails(GitRepository repository, Reason reason, String... words) {
        assertThatThrownBy(repository::fetch)
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words)
                .satisfies(e ->
                        assertThat(Throwables.getStackTrace(e))
                                .doesNotContain("s3cret")
                                .doesNotContain("wr0ng"));
    }

    @Test
    void theBranchIsFetched() {
        try (GitRepository repository = open(url(LOGIN + "@"))) {
            assertThat(repository.fetch().after()).contains(first);
            Revision second = remote.file("a.yml", "b").commit("two");
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void ledgersAndBranchesArePushed() {
        try (GitRepository repository = open(url(LOGIN + "@"))) {
            repository.fetch();
            String ref = "refs/plumbline/ledger/staging";
            assertThat(repository.pushLedger(ref, Optional.empty(), first))
                    .isInstanceOf(Pushed.Accepted.class);
            assertThat(new BranchWriter(repository).push("rollback", Optional.empty(), first))
                    .isInstanceOf(Pushed.Accepted.class);
        }
        assertThat(remote.ref("refs/plumbline/ledger/staging")).contains(first);
        assertThat(remote.ref("refs/heads/rollback")).contains(first);
    }

    @Test
    void aWrongTokenIsTold() {
        try (GitRepository repository = open(url("bot:wr0ng@"))) {
            assertFails(repository, Reason.AUTHENTICATION, "the token may be wrong");
            assertThat(
                            repository.pushLedger(
                                    "refs/plumbline/ledger/staging", Optional.empty(), first))
                    .isInstanceOf(Pushed.Unreachable.class);
        }
    }

    @Test
    void aMissingTokenIsTold() {
        try (GitRepository repository = open(url(""))) {
            assertFails(repository, Reason.AUTHENTICATION, "name a token under credentials");
        }
    }

    @Test
    void aTokenThatMayNotIsTold() {
        server.answerAlways(403);
        try (GitRepository repository = open(url(LOGIN + "@"))) {
            assertFails(repository, Reason.AUTHENTICATION, "give the token the right to read");
        }
    }

    @Test
    void aRepositoryThatIsMissingOrHiddenIsTold() {
        try (GitRepository repository = open(url(LOGIN + "@").replace("specs", "none"))) {
            assertFails(repository, Reason.NOT_THERE, "none.git", "for these credentials");
        }
    }

    @Test
    void aServerThatWentAwayIsFoundAgain() {
        int port = server.port();
        try (GitRepository repository = open(url(LOGIN + "@"))) {
            repository.fetch();
            server.close();
            assertFails(repository, Reason.NOT_REACHABLE, "tried again");
            server = serve(port, Optional.empty());
            Revision second = remote.file("a.yml", "b").commit("two");
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void anAnswerThatBreaksOffLeavesTheHeadInPlace() {
        try (GitRepository repository = open(url(LOGIN + "@"))) {
            repository.fetch();
            Revision second = remote.file("a.yml", "b").commit("two");
            server.breakOffAfter(60);
            assertFails(repository, Reason.NOT_REACHABLE, "tried again");
            assertThat(repository.head()).contains(first);
            server.breakOffAfter(Integer.MAX_VALUE);
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void aLoginGoesToNoOtherServer() {
        try (TestingGitHttp other = serve(0, Optional.empty());
                GitRepository repository = open(url(LOGIN + "@"))) {
            server.redirectTo("http://127.0.0.1:" + other.port());
            assertFails(
                    repository,
                    Reason.NOT_TRUSTED,
                    "it redirects to http://127.0.0.1:" + other.port(),
                    "the credentials are not for");
            assertThat(other.logins()).isEmpty();
        }
    }

    @Test
    void anAuthorityOfOnesOwnVouchesForAServer() throws Exception {
        Authority authority = Authority.create(temp);
        try (TestingGitHttp secure = serve(0, Optional.of(authority.tls()));
                GitRepository repository =
                        open(secureUrl(secure), Optional.of(authority.certificate()))) {
            assertThat(repository.fetch().after()).contains(first);
            assertThat(
                            repository.pushLedger(
                                    "refs/plumbline/ledger/staging", Optional.empty(), first))
                    .isInstanceOf(Pushed.Accepted.class);
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        try (TestingGitHttp secure = serve(0, Optional.of(Authority.create(temp).tls()));
                GitRepository repository = open(secureUrl(secure))) {
            assertFails(
                    repository,
                    Reason.NOT_TRUSTED,
                    "its certificate is not trusted",
                    "credentials.ca_file");
            assertThat(secure.logins()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        Authority authority = Authority.create(temp);
        try (TestingGitHttp secure = serve(0, Optional.of(authority.tls()));
                GitRepository repository =
                        open(
                                secureUrl(secure).replace("localhost", "127.0.0.1"),
                                Optional.of(authority.certificate()))) {
            assertFails(repository, Reason.NOT_TRUSTED, "its certificate is not trusted");
            assertThat(secure.logins()).isEmpty();
        }
    }

    @Test
    void aFileOfAuthoritiesThatHoldsNoneIsTold() throws Exception {
        Path empty = Files.writeString(temp.resolve("ca.pem"), "");
        try (GitRepository repository = open(url(LOGIN + "@"), Optional.of(empty))) {
            assertFails(repository, Reason.NOT_TRUSTED, "ca_file " + empty, "as PEM");
        }
    }

    private static String secureUrl(TestingGitHttp secure) {
        return "https://" + LOGIN + "@localhost:" + secure.port() + "/specs.git";
    }

    /// A self-signed certificate of `localhost`, by the JDK's `keytool`.
    private record Authority(SSLContext tls, Path certificate) {
        static Authority create(Path folder) throws Exception {
            Path store = folder.resolve("server.p12");
            Path certificate = folder.resolve("server.pem");
            keytool(
                    folder,
                    store,
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost");
            keytool(
                    folder,
                    store,
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    "server",
                    "-file",
                    certificate.toString());
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, "password".toCharArray());
            }
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, "password".toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            return new Authority(tls, certificate);
        }

        private static void keytool(Path folder, Path store, String... arguments) throws Exception {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of(arguments));
            command.addAll(
                    List.of(
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            "password"));
            Command.run(folder, command.toArray(String[]::new));
        }
    }
}
