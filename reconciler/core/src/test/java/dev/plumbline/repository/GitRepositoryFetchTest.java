package dev.plumbline.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.RepositoryException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryFetchTest {
    @TempDir Path temp;
    private TestingRemote remote;

    @BeforeEach
    void createRemote() {
        remote = TestingRemote.create(temp.resolve("specs.git"));
    }

    @AfterEach
    void closeRemote() {
        remote.close();
    }

    private GitRepository open() {
        return open(Optional.empty());
    }

    private GitRepository open(Optional<String> branch) {
        return GitRepository.open(remote.url(), branch, temp.resolve("clone"));
    }

    private static void assertFails(Reason reason, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    @Test
    void theHeadFollowsTheBranchThatTheRemoteNames() {
        remote.head("trunk").file("a.yml", "a");
        Revision first = remote.commit("trunk", "one");
        try (GitRepository repository = open()) {
            assertThat(repository.fetch())
                    .isEqualTo(new Fetched(Optional.empty(), Optional.of(first)));
            assertThat(repository.branch()).contains("trunk");
        }
    }

    @Test
    void aFetchSaysWhetherTheHeadMoved() {
        remote.file("a.yml", "a").commit("one");
        try (GitRepository repository = open()) {
            assertThat(repository.fetch().moved()).isTrue();
            assertThat(repository.fetch().moved()).isFalse();
            Revision second = remote.file("a.yml", "b").commit("two");
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void aNamedBranchIsFollowed() {
        remote.file("a.yml", "a").commit("one");
        Revision release = remote.file("a.yml", "b").commit("release/1", "two");
        try (GitRepository repository = open(Optional.of("release/1"))) {
            assertThat(repository.fetch().after()).contains(release);
        }
    }

    @Test
    void aForcedPushMovesTheHead() {
        remote.file("a.yml", "a").commit("one");
        try (GitRepository repository = open()) {
            repository.fetch();
            Revision rewritten = remote.file("a.yml", "b").forcePush("main", "rewritten");
            assertThat(repository.fetch().after()).contains(rewritten);
        }
    }

    @Test
    void anEmptyRepositoryHasNoHead() {
        try (GitRepository repository = open()) {
            assertThat(repository.fetch().after()).isEmpty();
            assertThat(repository.head()).isEmpty();
            Revision first = remote.file("a.yml", "a").commit("one");
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void aMissingBranchIsReportedWithThoseThatAreThere() {
        remote.file("a.yml", "a").commit("one");
        remote.commit("feature", "two");
        try (GitRepository repository = open(Optional.of("mian"))) {
            assertFails(
                    Reason.BRANCH_MISSING,
                    repository::fetch,
                    "\"mian\"",
                    "feature, main",
                    remote.url());
        }
    }

    @Test
    void aBranchThatVanishesLeavesTheHeadInPlace() {
        Revision first = remote.file("a.yml", "a").commit("one");
        try (GitRepository repository = open()) {
            repository.fetch();
            remote.delete("refs/heads/main");
            assertFails(Reason.BRANCH_MISSING, repository::fetch, "main");
            assertThat(repository.head()).contains(first);
        }
    }

    @Test
    void aBranchThatBecameAFolderOfBranchesIsFetched() {
        remote.file("a.yml", "a").commit("one");
        remote.commit("feature", "two");
        try (GitRepository repository = open()) {
            repository.fetch();
            remote.delete("refs/heads/feature");
            Revision inFolder = remote.commit("feature/x", "three");
            repository.fetch();
            assertThat(repository.resolve("feature/x")).isEqualTo(inFolder);
        }
    }

    @Test
    void aMissingRepositoryIsReportedWithItsAbsolutePath() {
        try (GitRepository repository =
                GitRepository.open("no/such/repository", Optional.empty(), temp.resolve("clone"))) {
            assertFails(
                    Reason.NOT_THERE,
                    repository::fetch,
                    Path.of("no/such/repository").toAbsolutePath().toString());
        }
    }

    @Test
    void aFileUrlIsAPath() {
        Revision first = remote.file("a.yml", "a").commit("one");
        try (GitRepository repository =
                GitRepository.open(
                        remote.folder().toUri().toString(),
                        Optional.empty(),
                        temp.resolve("clone"))) {
            assertThat(repository.fetch().after()).contains(first);
        }
    }

    @Test
    void anUnreachableHostIsReportedWithoutCredentials() {
        String url = "http://ada:s3cret@127.0.0.1:1/specs.git?private_token=t0ken";
        try (GitRepository repository =
                GitRepository.open(url, Optional.empty(), temp.resolve("clone"))) {
            assertThatThrownBy(repository::fetch)
                    .isInstanceOfSatisfying(
                            RepositoryException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_REACHABLE))
                    .hasMessageContaining("http://127.0.0.1:1/specs.git")
                    .hasStackTraceContaining("127.0.0.1")
                    .satisfies(e ->
                            assertThat(stackTrace(e))
                                    .doesNotContain("s3cret")
                                    .doesNotContain("ada:"));
            assertThat(repository.url()).isEqualTo("http://127.0.0.1:1/specs.git");
        }
    }

    private static String stackTrace(Throwable failure) {
        var writer = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(writer));
        return writer.toString();
    }

    @Test
    void aUrlThatIsNoneIsRefusedWithoutCredentials() {
        assertThatThrownBy(() ->
                        GitRepository.open(
                                "https://ada:s3cret@", Optional.empty(), temp.resolve("clone")))
                .isInstanceOf(RepositoryException.class)
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("s3cret"));
    }

    @Test
    void ledgersOfTheRemoteComeWithAFetch() {
        Revision first = remote.file("a.yml", "a").commit("one");
        remote.set("refs/plumbline/ledger/staging", first);
        try (GitRepository repository = open()) {
            repository.fetch();
            assertThat(repository.resolve("refs/plumbline/tracking/staging")).isEqualTo(first);
        }
    }

    @Test
    void pushesOnlyFromTheExpectedValue() {
        Revision first = remote.file("a.yml", "a").commit("one");
        try (GitRepository repository = open()) {
            repository.fetch();
            String ref = "refs/plumbline/ledger/staging";
            assertThat(repository.pushLedger(ref, Optional.of(first), first))
                    .isInstanceOf(Pushed.Rejected.class);
            assertThat(repository.pushLedger(ref, Optional.empty(), first))
                    .isEqualTo(new Pushed.Accepted());
            assertThat(remote.ref(ref)).contains(first);
        }
    }

    @Test
    void hooksInTheCloneDoNotRun() throws Exception {
        Revision first = remote.file("a.yml", "a").commit("one");
        try (GitRepository repository = open()) {
            repository.fetch();
            Path trace = temp.resolve("hook-ran");
            Path hook = Files.createDirectories(temp.resolve("clone/hooks")).resolve("pre-push");
            Files.writeString(hook, "#!/bin/sh\ntouch '" + trace + "'\n");
            assertThat(hook.toFile().setExecutable(true)).isTrue();
            repository.pushLedger("refs/plumbline/ledger/staging", Optional.empty(), first);
            assertThat(trace).doesNotExist();
        }
    }
}
