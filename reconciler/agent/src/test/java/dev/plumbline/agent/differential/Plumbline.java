package dev.plumbline.agent.differential;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Digest;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What Plumbline says of a document in a folder.
final class Plumbline {
    private final SpecLoader loader = new SpecLoader();
    private final SourceTree tree;

    Plumbline(SourceTree tree) {
        this.tree = tree;
    }

    /// The errors; none when the document is taken.
    List<String> errors(String path, String text) {
        return loader.load(new WithFile(tree, path, text)).problems().stream()
                .filter(Problem::isError)
                .filter(problem -> problem.path().equals(path))
                .map(problem -> problem.code() + ": " + problem.message())
                .toList();
    }

    private record WithFile(SourceTree tree, String path, String text) implements SourceTree {
        @Override
        public List<TreeFile> below(String folder) {
            boolean holds = folder.isEmpty() || path.startsWith(folder + "/");
            return Stream.concat(
                            tree.below(folder).stream(), file(path).filter(_ -> holds).stream())
                    .sorted()
                    .toList();
        }

        @Override
        public Optional<TreeFile> file(String wanted) {
            return wanted.equals(path)
                    ? Optional.of(new TreeFile(path, Digest.ofText(text).value(), false))
                    : tree.file(wanted);
        }

        @Override
        public List<String> refused() {
            return tree.refused();
        }

        @Override
        public byte[] read(TreeFile file) throws IOException {
            return file.path().equals(path)
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : tree.read(file);
        }
    }
}
