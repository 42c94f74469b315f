package dev.plumbline.spec.entry;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.source.Use;
import dev.plumbline.spec.workspace.Glob;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.SpecOverride;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What of a workspace's entry in `plumbline.yml` has no effect, or cannot have the one that it is
/// meant to have. Every problem stands in `plumbline.yml`.
final class WorkspaceEntryCheck {
    private final Document file;
    private final int index;
    private final EntryFacts facts;
    private final WorkspaceConfig config;
    private final List<String> yaml;
    private final List<Problem> problems = new ArrayList<>();

    /// @param file the `plumbline.yml`
    /// @param index of the workspace in it
    /// @param yaml the paths of all YAML files of the repository, in order
    WorkspaceEntryCheck(Document file, int index, EntryFacts facts, List<String> yaml) {
        this.file = file;
        this.index = index;
        this.facts = facts;
        this.config = facts.config();
        this.yaml = yaml;
    }

    List<Problem> check() {
        includes();
        for (int i = 0; i < config.overrides().size(); i++) {
            override(String.valueOf(i), config.overrides().get(i));
        }
        failures();
        if (facts.unread().isEmpty()) {
            live();
            config.tokens().keySet().stream()
                    .filter(token -> !facts.isUsed(List.of("tokens", token)))
                    .forEach(this::unusedToken);
        }
        return problems;
    }

    private void includes() {
        List<String> written = file.texts(at(List.of("include")));
        for (int i = 0; i < written.size(); i++) {
            List<String> place = List.of("include", String.valueOf(i));
            if (!facts.isUsed(place)) {
                Glob glob = config.include().get(i);
                warn(
                        file.yaml().position(at(place)),
                        "include names \"%s\", which matches no YAML file%s"
                                .formatted(glob, nearest(glob)));
            }
        }
    }

    private void override(String number, SpecOverride override) {
        if (override.resource().isPresent()) {
            resource(List.of("set", number, "resource"), override.resource().get().toString());
            return;
        }
        for (int i = 0; i < override.files().size(); i++) {
            List<String> place = List.of("set", number, "files", String.valueOf(i));
            Glob glob = override.files().get(i);
            if (!facts.isUsed(place) && facts.unread().stream().noneMatch(glob::matches)) {
                warn(
                        file.yaml().position(at(place)),
                        "set names \"%s\", which matches %s".formatted(glob, instead(glob)));
            }
        }
    }

    private void live() {
        new LiveRulesCheck(config.live(), facts.ids())
                .check((place, message) -> warn(file.yaml().position(at(place)), message));
    }

    private void resource(List<String> place, String id) {
        if (!facts.isUsed(place) && facts.unread().isEmpty()) {
            List<String> ids = facts.ids().stream().map(ResourceId::toString).toList();
            warn(
                    file.yaml().position(at(place)),
                    "set names %s, which no file of this workspace declares, so nothing is set%s"
                            .formatted(id, didYouMean(Nearest.to(id, ids))));
        }
    }

    private String instead(Glob glob) {
        Optional<String> excluded =
                yaml.stream()
                        .filter(path -> glob.matches(path) && !config.includes(path))
                        .findFirst();
        Optional<String> other = yaml.stream().filter(glob::matches).findFirst();
        return excluded.map(path ->
                        "only files that the workspace does not include, such as "
                                + path
                                + ", so nothing is set")
                .or(() -> other.map(path -> "no spec (" + path + " is none), so nothing is set"))
                .orElseGet(() -> "no file, so nothing is set" + nearest(glob));
    }

    /// The first of each value: the others fail for like reasons.
    private void failures() {
        Set<List<String>> told = new HashSet<>();
        facts.failures()
                .forEach((path, failures) -> {
                    for (Use.Failure failure : failures) {
                        String key = failure.fault().key();
                        List<String> place =
                                List.of("set", String.valueOf(failure.set()), "values", key);
                        if (told.add(place)) {
                            problems.add(
                                    Problem.error(
                                            PlumblineFile.PATH,
                                            file.yaml().keyPosition(at(place)),
                                            "set",
                                            "\"%s\" cannot be set in %s, where %s; correct the key, or set what stands there whole"
                                                    .formatted(
                                                            key, path, failure.fault().reason())));
                        }
                    }
                });
    }

    private void unusedToken(String token) {
        warn(
                file.yaml().keyPosition(at(List.of("tokens", token))),
                "no document of this workspace has {{%s}}; remove the token, or write it where it is meant"
                        .formatted(token));
    }

    /// A path, or the folder of one, that the pattern may have been meant for.
    private String nearest(Glob glob) {
        Set<String> names = new TreeSet<>(yaml);
        for (String path : yaml) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                names.add(path.substring(0, slash) + "/**");
                names.add(path.substring(0, slash) + "/*.yml");
            }
        }
        names.remove(glob.toString());
        return didYouMean(Nearest.to(glob.toString(), names));
    }

    private static String didYouMean(Optional<String> near) {
        return near.map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }

    private void warn(Position position, String message) {
        problems.add(Problem.warning(PlumblineFile.PATH, position, "unused", message));
    }

    /// A place in the workspace's entry as one in the file.
    private List<String> at(List<String> place) {
        List<String> path = new ArrayList<>(List.of("workspaces", String.valueOf(index)));
        path.addAll(place);
        return path;
    }
}
