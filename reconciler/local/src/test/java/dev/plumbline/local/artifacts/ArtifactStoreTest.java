package dev.plumbline.local.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.platform.BlobSource;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactStoreTest {
    @TempDir private Path temporary;
    private Path directory;
    private ArtifactStore store;

    @BeforeEach
    void openStore() throws IOException {
        directory = temporary.resolve("artifacts");
        store = new ArtifactStore(directory);
    }

    @Test
    void aFileIsKeptUnderTheDigestOfItsBytes() throws IOException {
        Artifact artifact = store.put(write("rows.csv", "a,b\n1,2\n"));

        assertThat(artifact).isEqualTo(new Artifact(Digest.ofText("a,b\n1,2\n"), false, 8));
        assertThat(store.open(artifact.digest())).hasContent("a,b\n1,2\n");
        assertThat(modeOf(store.open(artifact.digest()))).isEqualTo("r--r--r--");
    }

    @Test
    void aFolderFromGitAndTheSameFolderOnDiskAreOneArtifact() throws IOException {
        write("model/MLmodel", "flavors: {}\n");
        executable(write("model/bin/run.sh", "echo hi\n"));
        Files.createDirectories(temporary.resolve("model/empty"));
        Value.Content content =
                content(
                        new Value.ContentFile("bin/run.sh", "echo hi\n", true),
                        new Value.ContentFile("MLmodel", "flavors: {}\n", false));

        Artifact fromDisk = store.put(temporary.resolve("model"));

        assertThat(store.put(content, textBlobs())).isEqualTo(fromDisk);
        assertThat(fromDisk.folder()).isTrue();
        assertThat(fromDisk.bytes()).isEqualTo(20);
    }

    @Test
    void theExecutableBitIsPartOfAFoldersDigest() throws IOException {
        Path script = write("code/run.sh", "echo hi\n");
        Digest plain = store.put(temporary.resolve("code")).digest();
        executable(script);

        assertThat(store.put(temporary.resolve("code")).digest()).isNotEqualTo(plain);
    }

    @Test
    void aContentOfOneFileIsAFile() throws IOException {
        Artifact artifact =
                store.put(content(new Value.ContentFile("", "x = 1\n", false)), textBlobs());

        assertThat(artifact).isEqualTo(new Artifact(Digest.ofText("x = 1\n"), false, 6));
    }

    @Test
    void aContentReadBackFromAReleaseIsRefused() {
        assertThatThrownBy(() -> store.put(content(), textBlobs()))
                .hasMessageContaining("lists no files");
    }

    @Test
    void aPathThatLeadsOutOfTheFolderIsRefused() {
        Value.Content content = content(new Value.ContentFile("../evil", "x", false));

        assertThatThrownBy(() -> store.put(content, textBlobs())).hasMessageContaining("../evil");
    }

    @Test
    void anOpenedFolderIsReadOnlyAndTheSamePathEachTime() throws IOException {
        write("code/a.txt", "a");
        executable(write("code/sub/run.sh", "b"));
        Digest digest = store.put(temporary.resolve("code")).digest();

        Path opened = store.open(digest);

        assertThat(store.open(digest)).isEqualTo(opened);
        assertThat(opened.resolve("sub/run.sh")).hasContent("b");
        assertThat(modeOf(opened)).isEqualTo("r-xr-xr-x");
        assertThat(modeOf(opened.resolve("sub"))).isEqualTo("r-xr-xr-x");
        assertThat(modeOf(opened.resolve("a.txt"))).isEqualTo("r--r--r--");
        assertThat(modeOf(opened.resolve("sub/run.sh"))).isEqualTo("r-xr-xr-x");
    }

    @Test
    void aMaterialisedCopyCanBeChangedAndTheArtifactStays() throws IOException {
        executable(write("code/run.sh", "old"));
        Digest digest = store.put(temporary.resolve("code")).digest();
        Path target = temporary.resolve("work/code");

        store.materialise(digest, target);
        Files.writeString(target.resolve("run.sh"), "new");

        assertThat(modeOf(target.resolve("run.sh"))).isEqualTo("rwxr-xr-x");
        assertThat(store.open(digest).resolve("run.sh")).hasContent("old");
    }

    @Test
    void aTargetThatIsThereIsNotWrittenOver() throws IOException {
        Digest digest = store.put(write("a.txt", "a")).digest();
        Path target = write("b.txt", "b");

        assertThatThrownBy(() -> store.materialise(digest, target))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aLinkInsideTheFolderIsFollowedAndOneThatLeavesItIsRefused() throws IOException {
        write("model/real/weights.bin", "w");
        Files.createSymbolicLink(temporary.resolve("model/latest"), Path.of("real"));
        Digest digest = store.put(temporary.resolve("model")).digest();
        assertThat(store.open(digest).resolve("latest/weights.bin")).hasContent("w");

        Files.createSymbolicLink(temporary.resolve("model/secret"), write("secret.txt", "s"));
        assertThatThrownBy(() -> store.put(temporary.resolve("model")))
                .hasMessageContaining("\"secret\"")
                .hasMessageContaining("outside of the folder");
    }

    @Test
    void aLinkToAFolderAroundItIsRefused() throws IOException {
        write("model/a/weights.bin", "w");
        Files.createSymbolicLink(temporary.resolve("model/a/again"), Path.of(".."));

        assertThatThrownBy(() -> store.put(temporary.resolve("model")))
                .hasMessageContaining("a/again");
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtOpen() throws IOException {
        Path leftover = directory.resolve("tmp/half/sub");
        Files.createDirectories(leftover);
        Files.writeString(leftover.resolve("part"), "x");
        Files.setPosixFilePermissions(leftover, PosixFilePermissions.fromString("r-xr-xr-x"));

        new ArtifactStore(directory);

        assertThat(directory.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aBlobThatBreaksOffLeavesNothing() throws IOException {
        Value.Content content =
                content(
                        new Value.ContentFile("a", "first", false),
                        new Value.ContentFile("b", "!", false));
        BlobSource breaking =
                blob -> {
                    if (blob.equals("!")) {
                        throw new IOException("blob ! is missing");
                    }
                    return textBlobs().open(blob);
                };

        assertThatThrownBy(() -> store.put(content, breaking)).hasMessage("blob ! is missing");

        assertThat(directory.resolve("tmp")).isEmptyDirectory();
        assertThat(directory.resolve("folders")).isEmptyDirectory();
    }

    @Test
    void aFolderWithAMissingFileIsNotHeld() throws IOException {
        write("code/a.txt", "a");
        Digest digest = store.put(temporary.resolve("code")).digest();
        assertThat(store.holds(digest)).isTrue();

        String hex = FileStore.hex(Digest.ofText("a"));
        Files.delete(directory.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex));

        assertThat(store.holds(digest)).isFalse();
        assertThat(store.holds(Digest.ofText("never put"))).isFalse();
        assertThatThrownBy(() -> store.open(Digest.ofText("never put")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void manyThreadsThatPutAndOpenOneFolderGetOneTree() throws Exception {
        for (int file = 0; file < 40; file++) {
            write("code/f" + file, "content " + file % 7);
        }
        Callable<Path> putAndOpen = () -> store.open(store.put(temporary.resolve("code")).digest());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> opened =
                    threads.invokeAll(Stream.generate(() -> putAndOpen).limit(16).toList());
            for (Future<Path> each : opened) {
                assertThat(each.get()).isEqualTo(opened.getFirst().get());
            }
            assertThat(opened.getFirst().get().resolve("f39")).hasContent("content 4");
        }
        assertThat(directory.resolve("tmp")).isEmptyDirectory();
    }

    private Path write(String path, String text) throws IOException {
        Path file = temporary.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Path executable(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Value.Content content(Value.ContentFile... files) {
        return new Value.Content("src", Digest.ofText("src"), List.of(files));
    }

    // A blob's id is its text.
    private static BlobSource textBlobs() {
        return blob -> new ByteArrayInputStream(blob.getBytes(UTF_8));
    }
}
