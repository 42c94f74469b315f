package dev.plumbline.agent.run;

import dev.plumbline.agent.api.ValidationView;
import dev.plumbline.agent.cli.world.Alone.SpecCheck;
import dev.plumbline.agent.loop.Platforms;
import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks the specs of a folder on disk as the agent would check those of a commit.
public final class SpecFiles implements SpecCheck {
    @Override
    public ValidationView check(Path root, List<Path> paths) throws IOException {
        Map<Path, List<Path>> repositories = new LinkedHashMap<>();
        for (Path path : paths) {
            repositories.computeIfAbsent(DirectoryTree.top(path), _ -> new ArrayList<>()).add(path);
        }
        List<ValidationView> views = new ArrayList<>();
        for (Map.Entry<Path, List<Path>> repository : repositories.entrySet()) {
            views.add(check(root, repository.getKey(), repository.getValue()));
        }
        return new ValidationView(
                views.stream().allMatch(ValidationView::valid),
                views.stream().mapToInt(ValidationView::documents).sum(),
                views.stream().mapToInt(ValidationView::specs).sum(),
                views.stream().flatMap(view -> view.problems().stream()).toList());
    }

    private static ValidationView check(Path root, Path folder, List<Path> paths)
            throws IOException {
        SourceTree tree = DirectoryTree.of(folder);
        SpecSet specs = new SpecLoader(Platforms::limits).load(tree);
        List<Problem> problems =
                specs.problems().stream()
                        .filter(problem -> isAsked(folder.resolve(problem.path()), paths))
                        .toList();
        int documents =
                (int)
                        tree.files().stream()
                                .filter(file ->
                                        KindDetector.isCandidate(file.path())
                                                && isAsked(folder.resolve(file.path()), paths))
                                .count();
        int found =
                (int)
                        specs.paths().stream()
                                .filter(path -> isAsked(folder.resolve(path), paths))
                                .count();
        return new ValidationView(
                problems.stream().noneMatch(Problem::isError),
                documents,
                found,
                problems.stream().map(problem -> view(problem, root, folder)).toList());
    }

    private static boolean isAsked(Path file, List<Path> paths) {
        Path whole = file.toAbsolutePath().normalize();
        return paths.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .anyMatch(whole::startsWith);
    }

    private static ValidationView.Problem view(Problem problem, Path root, Path folder) {
        Path file = folder.resolve(problem.path());
        String path =
                file.startsWith(root.toAbsolutePath())
                        ? root.toAbsolutePath().relativize(file).toString()
                        : file.toString();
        return new ValidationView.Problem(
                path.replace('\\', '/'),
                problem.position().line(),
                problem.position().column(),
                problem.severity().word(),
                problem.code(),
                problem.message());
    }
}
