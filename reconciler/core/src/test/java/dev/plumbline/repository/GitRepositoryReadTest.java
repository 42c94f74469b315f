package dev.plumbline.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryReadTest {
    @TempDir Path temp;
    private TestingRemote remote;
    private GitRepository repository;

    @BeforeEach
    void open() {
        remote = TestingRemote.create(temp.resolve("specs.git"));
        repository = GitRepository.open(remote.url(), Optional.empty(), temp.resolve("clone"));
    }

    @AfterEach
    void close() {
        repository.close();
        remote.close();
    }

    private SourceTree treeOf(Revision revision) {
        repository.fetch();
        return repository.tree(revision);
    }

    @Test
    void filesComeInTheOrderOfPathsWithTheirExecutableBit() {
        SourceTree tree =
                treeOf(
                        remote.file("b.yml", "b")
                                .executable("a/run.sh", "run")
                                .file("a.yml", "a")
                                .commit("one"));
        assertThat(tree.files())
                .extracting(TreeFile::path)
                .containsExactly("a.yml", "a/run.sh", "b.yml");
        assertThat(tree.files())
                .extracting(TreeFile::executable)
                .containsExactly(false, true, false);
    }

    @Test
    void aFileIsReadFromTheObjectDatabase() throws Exception {
        SourceTree tree = treeOf(remote.file("a.yml", "name: fraud\n").commit("one"));
        assertThat(tree.read(tree.files().getFirst())).asString(UTF_8).isEqualTo("name: fraud\n");
    }

    @Test
    void symbolicLinksAreRefused() {
        SourceTree tree =
                treeOf(remote.symlink("secrets", "../../etc").file("a.yml", "a").commit("one"));
        assertThat(tree.refused()).containsExactly("secrets");
        assertThat(tree.files()).extracting(TreeFile::path).containsExactly("a.yml");
    }

    @Test
    void aFileLargerThanASpecMayBeIsNotRead() {
        SourceTree tree =
                treeOf(
                        remote.file("big.yml", "x".repeat(SourceTree.MAX_READ_BYTES + 1))
                                .commit("one"));
        assertThatThrownBy(() -> tree.read(tree.files().getFirst()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("big.yml");
    }

    @Test
    void revisionsAreFoundByBranchTagAbbreviationAndDistance() {
        Revision first = remote.file("a.yml", "a").commit("one");
        Revision second = remote.file("a.yml", "b").commit("two");
        remote.set("refs/tags/v1", first);
        repository.fetch();
        assertThat(repository.resolve("main")).isEqualTo(second);
        assertThat(repository.resolve("v1")).isEqualTo(first);
        assertThat(repository.resolve(first.shortForm())).isEqualTo(first);
        assertThat(repository.resolve("HEAD~1")).isEqualTo(first);
        assertThat(repository.resolve(second.commit())).isEqualTo(second);
    }

    @Test
    void anUnknownRevisionIsNamed() {
        remote.file("a.yml", "a").commit("one");
        repository.fetch();
        for (String text :
                new String[] {"nowhere", "0".repeat(40), "HEAD:a.yml", "HEAD~7", "", "a b"}) {
            assertThatThrownBy(() -> repository.resolve(text))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("\"" + text + "\"");
        }
    }

    @Test
    void aCommitSaysWhoAndWhy() {
        Revision first = remote.file("a.yml", "a").commit("one");
        Revision second =
                remote.file("a.yml", "b").commit("Raise the threshold\n\nIt was too low.\n");
        repository.fetch();
        CommitInfo info = repository.commit(second);
        assertThat(info.author()).isEqualTo("Ada <ada@example.com>");
        assertThat(info.subject()).isEqualTo("Raise the threshold");
        assertThat(info.message()).contains("It was too low.");
        assertThat(info.parents()).containsExactly(first);
        assertThat(repository.log(second, 10))
                .extracting(CommitInfo::revision)
                .containsExactly(second, first);
        assertThat(repository.log(second, 1)).hasSize(1);
    }

    @Test
    void anLfsPointerOpensAsTheObjectOfALocalRemote() throws Exception {
        byte[] content = "many weights".getBytes(UTF_8);
        String pointer = lfsObject(content, content);
        SourceTree tree = treeOf(remote.file("model.onnx", pointer).commit("one"));
        try (InputStream in = repository.blobs().open(tree.files().getFirst().blob())) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void aDamagedLfsObjectFailsAtItsEnd() throws Exception {
        String pointer = lfsObject("many weights".getBytes(UTF_8), "many Weights".getBytes(UTF_8));
        SourceTree tree = treeOf(remote.file("model.onnx", pointer).commit("one"));
        try (InputStream in = repository.blobs().open(tree.files().getFirst().blob())) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void anLfsObjectThatIsNotThereIsNamed() {
        String pointer = pointer("ab".repeat(32), 12);
        SourceTree tree = treeOf(remote.file("model.onnx", pointer).commit("one"));
        assertThatThrownBy(() -> repository.blobs().open(tree.files().getFirst().blob()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sha256:" + "ab".repeat(32));
    }

    @Test
    void anUnknownBlobIsNamed() {
        String blob = "0".repeat(39) + "1";
        assertThatThrownBy(() -> repository.blobs().open(blob))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(blob);
    }

    private String lfsObject(byte[] declared, byte[] stored) throws Exception {
        String oid =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(declared));
        Path object =
                remote.folder()
                        .resolve("lfs/objects/" + oid.substring(0, 2) + "/" + oid.substring(2, 4));
        Files.write(Files.createDirectories(object).resolve(oid), stored);
        return pointer(oid, declared.length);
    }

    private static String pointer(String oid, int size) {
        return "version https://git-lfs.github.com/spec/v1\noid sha256:"
                + oid
                + "\nsize "
                + size
                + "\n";
    }
}
