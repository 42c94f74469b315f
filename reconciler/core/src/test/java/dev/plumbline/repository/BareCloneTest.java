package dev.plumbline.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareCloneTest {
    @TempDir Path temp;
    private TestingRemote remote;
    private Path clone;
    private Revision head;

    @BeforeEach
    void cloneOnce() {
        remote = TestingRemote.create(temp.resolve("specs.git"));
        head = remote.file("a.yml", "a").commit("one");
        clone = temp.resolve("data/clone");
        try (GitRepository repository = open()) {
            repository.fetch();
        }
    }

    @AfterEach
    void closeRemote() {
        remote.close();
    }

    private GitRepository open() {
        return GitRepository.open(remote.url(), Optional.empty(), clone);
    }

    private void assertMadeAnew() {
        try (GitRepository repository = open()) {
            assertThat(repository.head()).isEmpty();
            assertThat(repository.fetch().after()).contains(head);
            assertThat(repository.tree(head).files()).hasSize(1);
        }
        assertThat(temp.resolve("data/clone.damaged")).isDirectory();
    }

    @Test
    void anExistingCloneIsUsedWithoutTheRemote() throws Exception {
        Files.move(remote.folder(), temp.resolve("away"));
        try (GitRepository repository = open()) {
            assertThat(repository.head()).contains(head);
            assertThat(repository.branch()).contains("main");
        }
    }

    @Test
    void aCloneWithoutConfigurationIsMadeAnew() throws Exception {
        Files.delete(clone.resolve("config"));
        assertMadeAnew();
    }

    @Test
    void aCloneWithAnEmptyRefIsMadeAnew() throws Exception {
        Files.deleteIfExists(clone.resolve("packed-refs"));
        Files.createDirectories(clone.resolve("refs/heads"));
        Files.write(clone.resolve("refs/heads/main"), new byte[41]);
        assertMadeAnew();
    }

    @Test
    void aCloneWithoutObjectsIsMadeAnew() throws Exception {
        deleteFiles(clone.resolve("objects"));
        assertMadeAnew();
    }

    @Test
    void aCloneThatLostAnObjectIsMadeAnewAtTheNextStart() throws Exception {
        List<Path> firstPack = filesBelow(clone.resolve("objects"));
        head = remote.without("a.yml").file("b.yml", "b").commit("two");
        try (GitRepository repository = open()) {
            repository.fetch();
        }
        for (Path file : firstPack) {
            Files.delete(file);
        }
        try (GitRepository repository = open()) {
            assertThatThrownBy(() -> repository.log(head, 5))
                    .isInstanceOfSatisfying(
                            RepositoryException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        }
        assertMadeAnew();
    }

    @Test
    void aCloneWithATornCommitIsMadeAnew() throws Exception {
        head = remote.file("a.yml", "b").commit("two");
        try (GitRepository repository = open()) {
            repository.fetch();
        }
        tear(head.commit());
        assertMadeAnew();
    }

    /// As a power cut does with what was not on the disk yet.
    private void tear(String object) throws IOException {
        Path file = clone.resolve("objects/" + object.substring(0, 2) + "/" + object.substring(2));
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.write(file, new byte[0]);
    }

    @Test
    void aCloneThatWasKilledWhileBeingMadeIsMadeAnew() throws Exception {
        Path other = temp.resolve("data/other");
        Files.createDirectories(temp.resolve("data/other.new/objects"));
        Files.writeString(temp.resolve("data/other.new/config"), "[core");
        try (GitRepository repository = GitRepository.open(remote.url(), Optional.empty(), other)) {
            assertThat(repository.fetch().after()).contains(head);
        }
    }

    @Test
    void locksOfAKilledProcessDoNotBlock() throws Exception {
        Files.createDirectories(clone.resolve("refs/heads"));
        Files.createFile(clone.resolve("refs/heads/main.lock"));
        Files.createFile(clone.resolve("packed-refs.lock"));
        Revision second = remote.file("a.yml", "b").commit("two");
        try (GitRepository repository = open()) {
            assertThat(repository.fetch().after()).contains(second);
        }
    }

    @Test
    void manyPacksBecomeOneAndNothingIsLost() throws Exception {
        try (GitRepository repository = open()) {
            repository.database().getConfig().setInt("gc", null, "autoPackLimit", 2);
            Revision left = fetchManyFiles(repository, "left");
            remote.forcePush("main", "rewritten");
            for (int i = 0; i < 5; i++) {
                fetchManyFiles(repository, "files" + i);
            }
            assertThat(filesBelow(clone.resolve("objects/pack")))
                    .filteredOn(file -> file.toString().endsWith(".pack"))
                    .hasSizeBetween(1, 3);
            assertThat(repository.tree(left).files()).hasSize(201);
            assertThat(repository.tree(left).read(repository.tree(left).file("left/7").get()))
                    .asString()
                    .isEqualTo("left 7");
        }
    }

    /// As many as come as a pack.
    private Revision fetchManyFiles(GitRepository repository, String folder) {
        for (int i = 0; i < 200; i++) {
            remote.file(folder + "/" + i, folder + " " + i);
        }
        Revision revision = remote.commit(folder);
        assertThat(repository.fetch().after()).contains(revision);
        return revision;
    }

    @Test
    void aCloneThatWasConfiguredOtherwiseIsConfiguredAnew() throws Exception {
        Path config = clone.resolve("config");
        Files.writeString(config, Files.readString(config).replaceAll("(?m)^.*prune.*$", ""));
        try (GitRepository repository = open()) {
            assertThat(repository.head()).contains(head);
        }
        assertThat(config).content().contains("pruneExpire", "prunePackExpire");
    }

    @Test
    void aCloneOfAnotherUrlIsRefused() {
        try (TestingRemote other = TestingRemote.create(temp.resolve("other.git"))) {
            assertThatThrownBy(() -> GitRepository.open(other.url(), Optional.empty(), clone))
                    .isInstanceOfSatisfying(
                            RepositoryException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.FOLDER_TAKEN))
                    .hasMessageContainingAll(remote.url(), other.url());
        }
    }

    @Test
    void aFolderWithOtherThingsIsLeftAlone() throws Exception {
        Path home = Files.createDirectories(temp.resolve("home"));
        Path thesis = Files.writeString(home.resolve("thesis.txt"), "words");
        assertThatThrownBy(() -> GitRepository.open(remote.url(), Optional.empty(), home))
                .isInstanceOf(RepositoryException.class);
        assertThat(thesis).hasContent("words");
    }

    @Test
    void aCloneIsHeldByOneAtATime() {
        try (GitRepository _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            RepositoryException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));
        }
        open().close();
    }

    private static void deleteFiles(Path folder) throws Exception {
        for (Path file : filesBelow(folder)) {
            Files.delete(file);
        }
    }

    private static List<Path> filesBelow(Path folder) throws Exception {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(Files::isRegularFile).toList();
        }
    }
}
