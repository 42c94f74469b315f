package dev.plumbline.agent.run;

import dev.plumbline.agent.api.ExplanationView;
import dev.plumbline.agent.api.ValidationView;
import dev.plumbline.agent.cli.world.Alone.SpecCheck;
import dev.plumbline.agent.loop.Platforms;
import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.repository.LocalRevision;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.explain.SpecExplainer;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Checks the specs of a folder on disk, or of a commit, as the agent would.
public final class SpecFiles implements SpecCheck {
    @Override
    public ValidationView check(Path root, List<Path> paths, Optional<String> revision)
            throws IOException {
        List<ValidationView> views = new ArrayList<>();
        if (revision.isPresent()) {
            for (Map.Entry<Path, List<Path>> each :
                    byRepository(paths, revision.get()).entrySet()) {
                try (LocalRevision commit =
                        LocalRevision.open(each.getValue().getFirst(), revision.get())) {
                    views.add(check(root, commit.root(), commit.tree(), each.getValue()));
                }
            }
        } else {
            Map<Path, List<Path>> folders = new LinkedHashMap<>();
            for (Path path : paths) {
                folders.computeIfAbsent(DirectoryTree.top(path), _ -> new ArrayList<>()).add(path);
            }
            for (Map.Entry<Path, List<Path>> each : folders.entrySet()) {
                SourceTree tree = DirectoryTree.of(each.getKey());
                views.add(check(root, each.getKey(), tree, each.getValue()));
            }
        }
        return new ValidationView(
                views.stream().allMatch(ValidationView::valid),
                views.stream().mapToInt(ValidationView::documents).sum(),
                views.stream().mapToInt(ValidationView::specs).sum(),
                views.stream().flatMap(view -> view.problems().stream()).toList());
    }

    @Override
    public Optional<ExplanationView> explain(
            Path file, Optional<String> workspace, Optional<String> revision) throws IOException {
        if (revision.isPresent()) {
            try (LocalRevision commit = LocalRevision.open(file, revision.get())) {
                return explain(commit.root(), commit.tree(), file, workspace);
            }
        }
        Path top = DirectoryTree.top(file);
        return explain(top, DirectoryTree.of(top), file, workspace);
    }

    private static Optional<ExplanationView> explain(
            Path folder, SourceTree tree, Path file, Optional<String> workspace) {
        String path = slashed(absolute(folder).relativize(absolute(file)));
        return new SpecExplainer(tree, specs(tree))
                .explain(path)
                .map(explanation -> SpecExplanations.view(explanation, workspace));
    }

    private static Map<Path, List<Path>> byRepository(List<Path> paths, String revision) {
        Map<Path, List<Path>> repositories = new LinkedHashMap<>();
        for (Path path : paths) {
            try (LocalRevision commit = LocalRevision.open(path, revision)) {
                repositories.computeIfAbsent(commit.root(), _ -> new ArrayList<>()).add(path);
            }
        }
        return repositories;
    }

    /// @param folder what the tree's paths begin at
    private static ValidationView check(Path root, Path folder, SourceTree tree, List<Path> paths) {
        SpecSet specs = specs(tree);
        Path real = absolute(folder);
        List<Path> wanted = paths.stream().map(SpecFiles::absolute).toList();
        Predicate<String> asked = path -> wanted.stream().anyMatch(real.resolve(path)::startsWith);
        List<Problem> problems =
                specs.problems().stream()
                        .filter(problem -> asked.test(problem.path()) || concernsAll(problem))
                        .toList();
        long documents =
                tree.files().stream()
                        .filter(file ->
                                KindDetector.isCandidate(file.path()) && asked.test(file.path()))
                        .count();
        return new ValidationView(
                problems.stream().noneMatch(Problem::isError),
                (int) documents,
                (int) specs.paths().stream().filter(asked).count(),
                problems.stream().map(problem -> view(problem, absolute(root), real)).toList());
    }

    /// When `plumbline.yml` is wrong, nothing is known of any file.
    private static boolean concernsAll(Problem problem) {
        return problem.isError() && problem.path().equals(PlumblineFile.PATH);
    }

    private static SpecSet specs(SourceTree tree) {
        return new SpecLoader(Platforms::limits).load(tree);
    }

    /// Symbolic links on the way to what is there are followed, as Git names its work trees.
    private static Path absolute(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        try {
            return Files.exists(whole) ? whole.toRealPath() : whole;
        } catch (IOException _) {
            return whole;
        }
    }

    private static ValidationView.Problem view(Problem problem, Path root, Path folder) {
        Path file = folder.resolve(problem.path());
        return new ValidationView.Problem(
                slashed(file.startsWith(root) ? root.relativize(file) : file),
                problem.position().line(),
                problem.position().column(),
                problem.severity().word(),
                problem.code(),
                problem.message());
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
