package dev.plumbline.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fetching from a repository on this machine.
class NearbyFetchTest {
    @TempDir Path temp;
    private TestingRemote remote;
    private GitRepository repository;

    @BeforeEach
    void fetchOnce() {
        remote = TestingRemote.create(temp.resolve("specs.git"));
        for (int i = 0; i < 200; i++) {
            remote.file("many/" + i + ".yml", "file " + i);
        }
        remote.commit("many files");
        repository = GitRepository.open(remote.url(), Optional.empty(), temp.resolve("clone"));
        repository.fetch();
    }

    @AfterEach
    void close() {
        repository.close();
        remote.close();
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("clone/objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).toList();
        }
    }

    private void assertFetched(Revision head) throws IOException {
        assertThat(repository.fetch().after()).contains(head);
        SourceTree tree = repository.tree(head);
        for (TreeFile file : tree.files()) {
            assertThat(tree.read(file))
                    .isEqualTo(remote.database().open(ObjectId.fromString(file.blob())).getBytes());
        }
        assertThat(tree.files()).isNotEmpty();
    }

    @Test
    void fewFilesComeWithoutAPack() throws Exception {
        remote.file("many/7.yml", "changed").file("new/deep/a.yml", "a").executable("b.sh", "b");
        remote.symlink("link", "b.sh").without("many/8.yml").commit("one");
        assertFetched(remote.file("many/9.yml", "changed too").commit("two"));
        assertThat(packs()).hasSize(1);
        assertThat(repository.log(repository.head().orElseThrow(), 9)).hasSize(3);
    }

    @Test
    void manyFilesComeAsAPack() throws Exception {
        for (int i = 0; i < 200; i++) {
            remote.file("more/" + i + ".yml", "more " + i);
        }
        assertFetched(remote.commit("more files"));
        assertThat(packs()).hasSize(2);
    }

    @Test
    void aLargeFileComesAsAPack() throws Exception {
        assertFetched(remote.file("large.bin", new byte[2 << 20]).commit("large"));
        assertThat(packs()).hasSize(2);
    }

    @Test
    void aRewrittenBranchAndAnAnnotatedTagCome() throws Exception {
        Revision rewritten = remote.file("many/1.yml", "other").forcePush("main", "rewritten");
        try (ObjectInserter inserter = remote.database().newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setObjectId(ObjectId.fromString(rewritten.commit()), Constants.OBJ_COMMIT);
            tag.setTag("v1");
            tag.setTagger(new PersonIdent("Ada", "ada@example.com"));
            tag.setMessage("first");
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            remote.set("refs/tags/v1", new Revision(id.name()));
        }
        assertFetched(rewritten);
        assertThat(repository.resolve("v1")).isEqualTo(rewritten);
    }

    @Test
    void whatTheRemoteHidesDoesNotCome() throws Exception {
        remote.file("a.yml", "a").commit("secret/one", "hidden");
        remote.database()
                .getConfig()
                .setString("uploadpack", null, "hiderefs", "refs/heads/secret/");
        remote.database().getConfig().save();
        Revision head = remote.commit("shown");
        assertFetched(head);
        assertThatThrownBy(() -> repository.resolve("secret/one"))
                .isInstanceOf(RepositoryException.class);
    }

    @Test
    void anObjectThatIsBrokenThereLeavesTheHeadInPlace() throws Exception {
        Revision before = repository.head().orElseThrow();
        Revision head = remote.file("many/7.yml", "changed").commit("broken");
        String blob = repositoryBlob(head, "many/7.yml");
        Path object =
                remote.folder()
                        .resolve("objects/" + blob.substring(0, 2) + "/" + blob.substring(2));
        assertThat(object.toFile().setWritable(true)).isTrue();
        Files.write(object, new byte[0]);
        assertThatThrownBy(repository::fetch)
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining(remote.url());
        assertThat(repository.head()).contains(before);
    }

    private String repositoryBlob(Revision revision, String path) throws IOException {
        try (GitRepository other =
                GitRepository.open(remote.url(), Optional.empty(), temp.resolve("other"))) {
            other.fetch();
            return other.tree(revision).file(path).orElseThrow().blob();
        }
    }

    @Test
    void aRepositoryThatTookTheRemotesPlaceIsFollowed() throws Exception {
        assertFetched(remote.file("a.yml", "a").commit("one"));
        remote.close();
        Files.move(remote.folder(), temp.resolve("away"));
        remote = TestingRemote.create(temp.resolve("specs.git"));
        assertFetched(remote.file("b.yml", "b").commit("another beginning"));
    }

    @Test
    void aRemoteThatIsPackedMeanwhileIsFollowed() throws Exception {
        assertFetched(remote.file("a.yml", "a").commit("one"));
        try (Git git = new Git(remote.database())) {
            remote.file("b.yml", "b").commit("two");
            git.gc().setPreserveOldPacks(false).call();
        }
        assertFetched(remote.file("c.yml", "c").commit("three"));
    }
}
