package dev.plumbline.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTreeTest {
    private static final List<String> NAMES = List.of("a", "a.b", "a0", "b", "é", "zz");

    @TempDir Path temp;

    /// Trees share what they have in common, so each is compared with what was written.
    @Test
    void treesOfManyCommitsHoldWhatWasCommittedAndTellWhatChanged() {
        Random random = new Random(7);
        Map<String, String> expected = new TreeMap<>();
        try (TestingRemote remote = TestingRemote.create(temp.resolve("specs.git"));
                GitRepository repository =
                        GitRepository.open(remote.url(), Optional.empty(), temp.resolve("clone"))) {
            SourceTree before = treeOf(remote, repository);
            for (int commit = 0; commit < 40; commit++) {
                Map<String, String> earlier = new TreeMap<>(expected);
                for (int edit = random.nextInt(4); edit >= 0; edit--) {
                    edit(remote, expected, random);
                }
                SourceTree tree = treeOf(remote, repository);
                assertThat(tree.files())
                        .extracting(TreeFile::path)
                        .containsExactlyElementsOf(expected.keySet());
                assertThat(tree.changedSince(before)).isEqualTo(difference(earlier, expected));
                assertThat(before.changedSince(tree)).isEqualTo(difference(earlier, expected));
                for (String path : expected.keySet()) {
                    assertThat(tree.file(path)).get().extracting(TreeFile::path).isEqualTo(path);
                }
                assertThat(tree.below("a"))
                        .extracting(TreeFile::path)
                        .containsExactlyElementsOf(
                                expected.keySet().stream()
                                        .filter(path -> path.startsWith("a/"))
                                        .toList());
                assertThat(tree.file("a/none")).isEmpty();
                before = tree;
            }
        }
    }

    private static SourceTree treeOf(TestingRemote remote, GitRepository repository) {
        Revision revision = remote.commit("next");
        repository.fetch();
        return repository.tree(revision);
    }

    /// A name is a file or a folder, never both.
    private static void edit(TestingRemote remote, Map<String, String> files, Random random) {
        String folder = NAMES.get(random.nextInt(NAMES.size()));
        String path =
                random.nextBoolean()
                        ? folder
                        : folder + "/" + NAMES.get(random.nextInt(NAMES.size()));
        if (files.containsKey(path) && random.nextBoolean()) {
            files.remove(path);
            remote.without(path);
            return;
        }
        boolean clash =
                files.keySet().stream()
                        .anyMatch(other ->
                                other.startsWith(path + "/") || path.startsWith(other + "/"));
        if (!clash) {
            String content = Integer.toString(random.nextInt(3));
            files.put(path, content);
            remote.file(path, content);
        }
    }

    private static Set<String> difference(Map<String, String> some, Map<String, String> others) {
        Set<String> paths = new TreeSet<>(some.keySet());
        paths.addAll(others.keySet());
        paths.removeIf(path -> some.containsKey(path) && some.get(path).equals(others.get(path)));
        return paths;
    }
}
