package dev.plumbline.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTest {
    @TempDir Path temp;

    private void write(String path, String content) throws Exception {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> paths(Path folder) throws Exception {
        return DirectoryTree.of(folder).files().stream().map(TreeFile::path).toList();
    }

    @Test
    void blobIdsAndBitsAreThoseOfGit() throws Exception {
        write("work/a.yml", "name: fraud\n");
        write("work/bin/run.sh", "#!/bin/sh\n");
        assertThat(temp.resolve("work/bin/run.sh").toFile().setExecutable(true)).isTrue();
        try (TestingRemote remote = TestingRemote.create(temp.resolve("specs.git"));
                GitRepository repository =
                        GitRepository.open(remote.url(), Optional.empty(), temp.resolve("clone"))) {
            Revision head =
                    remote.file("a.yml", "name: fraud\n")
                            .executable("bin/run.sh", "#!/bin/sh\n")
                            .commit("one");
            repository.fetch();
            assertThat(DirectoryTree.of(temp.resolve("work")).files())
                    .isEqualTo(repository.tree(head).files());
        }
    }

    @Test
    void ignoredFilesAreLeftOut() throws Exception {
        write(".gitignore", "*.log\n/data/\n!keep.log\n");
        write("run.log", "");
        write("keep.log", "");
        write("data/rows.csv", "");
        write("jobs/.gitignore", "tmp\n");
        write("jobs/tmp/x", "");
        write("jobs/data/rows.csv", "");
        write("tmp", "");
        assertThat(paths(temp))
                .containsExactly(
                        ".gitignore", "jobs/.gitignore", "jobs/data/rows.csv", "keep.log", "tmp");
    }

    @Test
    void rulesOfTheFoldersAboveHoldInsideAWorkTree() throws Exception {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".gitignore", "*.log\nteam/out\n");
        write("team/a.yml", "");
        write("team/run.log", "");
        write("team/out/b.yml", "");
        assertThat(paths(temp.resolve("team"))).containsExactly("a.yml");
    }

    @Test
    void theGitFolderIsPassedOver() throws Exception {
        write(".git/config", "[core]");
        write("a.yml", "");
        assertThat(paths(temp)).containsExactly("a.yml");
    }

    @Test
    void symbolicLinksAndNestedRepositoriesAreRefused() throws Exception {
        write("work/a.yml", "");
        write("work/module/.git", "gitdir: ../x\n");
        write("work/module/b.yml", "");
        write("outside/secret", "");
        Files.createSymbolicLink(temp.resolve("work/link"), temp.resolve("outside"));
        DirectoryTree tree = DirectoryTree.of(temp.resolve("work"));
        assertThat(tree.refused()).containsExactly("link", "module");
        assertThat(tree.files()).extracting(TreeFile::path).containsExactly("a.yml");
    }

    @Test
    void filesAreReadFromDisk() throws Exception {
        write("a.yml", "name: fraud\n");
        DirectoryTree tree = DirectoryTree.of(temp);
        assertThat(tree.read(tree.files().getFirst())).asString(UTF_8).isEqualTo("name: fraud\n");
    }
}
