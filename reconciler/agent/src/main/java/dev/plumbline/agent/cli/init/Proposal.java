package dev.plumbline.agent.cli.init;

import dev.plumbline.repository.OverlaidTree;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.resource.Kind;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.explain.SpecSurvey;
import dev.plumbline.spec.explain.SpecSurvey.Found;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.Glob;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The workspaces that the specs of a repository ask for, on the embedded platform: what can be
/// tried without an account anywhere. It is checked as if it were written; what would be wrong only
/// because of it is left out of it.
///
/// @param yaml the text of `plumbline.yml`
/// @param reasons why each choice was made, for people
/// @param specs how many specs of each schema there are
public record Proposal(String yaml, List<String> reasons, Map<String, Integer> specs) {
    private static final int ROUNDS = 5;

    public Proposal {
        reasons = List.copyOf(reasons);
    }

    /// @param folder the name of the repository's folder
    public static Proposal of(String folder, SourceTree tree) {
        List<Found> specs = SpecSurvey.of(tree);
        TreeMap<String, Integer> counts = new TreeMap<>();
        specs.forEach(spec -> counts.merge(spec.kind().schema(), 1, Integer::sum));
        if (specs.isEmpty()) {
            return new Proposal("", List.of(), counts);
        }
        Set<Problem> own = Set.copyOf(errors(tree));
        Map<String, Problem> clashes = new TreeMap<>();
        Proposal proposal = propose(folder, specs, clashes, counts);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Problem> wrong = wrong(tree, proposal.yaml(), own);
            if (clashes.keySet().containsAll(wrong.keySet())) {
                break;
            }
            wrong.forEach(clashes::putIfAbsent);
            proposal = propose(folder, specs, clashes, counts);
        }
        return proposal;
    }

    private static Proposal propose(
            String folder,
            List<Found> specs,
            Map<String, Problem> clashes,
            Map<String, Integer> counts) {
        List<Units.Group> groups = Units.groups(specs);
        List<Units.Group> kept = groups.stream().filter(group -> !isIdle(group)).toList();
        List<Units.Group> made = kept.isEmpty() ? List.of(all(specs)) : kept;
        List<ProposedWorkspace> workspaces = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Units.Group group : made) {
            boolean whole = group.specs().size() == specs.size();
            workspaces.add(
                    workspace(name(folder, group, whole, names), group, whole, specs, clashes));
        }
        List<Units.Group> idle =
                kept.isEmpty() ? List.of() : groups.stream().filter(Proposal::isIdle).toList();
        return new Proposal(
                ProposalText.yaml(workspaces, idle),
                ProposalText.reasons(workspaces, idle),
                counts);
    }

    /// Nothing to apply before someone names a job.
    private static boolean isIdle(Units.Group group) {
        return group.specs().stream()
                .filter(spec -> group.folders().stream().anyMatch(folder -> isIn(spec, folder)))
                .allMatch(spec -> isJob(spec) || spec.kind().resource().isEmpty());
    }

    private static boolean isIn(Found spec, String folder) {
        return folder.isEmpty() ? !spec.path().contains("/") : spec.path().startsWith(folder + "/");
    }

    private static Units.Group all(List<Found> specs) {
        return new Units.Group(Set.of(""), Set.of(), specs);
    }

    static boolean isJob(Found spec) {
        return spec.kind().resource().filter(Kind.JOB::equals).isPresent();
    }

    private static ProposedWorkspace workspace(
            String name,
            Units.Group group,
            boolean whole,
            List<Found> specs,
            Map<String, Problem> clashes) {
        List<String> include = whole ? List.of("**") : include(group);
        List<Glob> globs = include.stream().map(Glob::of).toList();
        List<Found> included =
                specs.stream()
                        .filter(spec -> globs.stream().anyMatch(glob -> glob.matches(spec.path())))
                        .toList();
        List<String> jobs = paths(included.stream().filter(Proposal::isJob).toList());
        List<String> left =
                included.stream()
                        .filter(spec -> !isJob(spec) && clashes.containsKey(spec.path()))
                        .map(Found::path)
                        .toList();
        List<Found> applied =
                included.stream()
                        .filter(spec -> spec.kind().resource().isPresent())
                        .filter(spec -> !isJob(spec) && !clashes.containsKey(spec.path()))
                        .toList();
        List<String> standing = paths(applied);
        return new ProposedWorkspace(
                name,
                include,
                jobs.size() <= 3 ? jobs : GlobCover.of(jobs, standing),
                jobs.size(),
                leftOut(left, standing, clashes),
                Missing.of(applied, paths(specs)),
                ProposalText.reason(group, whole, included.size()));
    }

    private static List<ProposedWorkspace.LeftOut> leftOut(
            List<String> paths, List<String> standing, Map<String, Problem> clashes) {
        Map<String, List<String>> reasons = new TreeMap<>();
        paths.forEach(path ->
                Optional.ofNullable(clashes.get(path))
                        .ifPresent(clash ->
                                reasons.computeIfAbsent(
                                                ProposalText.clash(clash), _ -> new ArrayList<>())
                                        .add(path)));
        return reasons.entrySet().stream()
                .map(entry ->
                        new ProposedWorkspace.LeftOut(
                                entry.getKey(), GlobCover.of(entry.getValue(), standing)))
                .toList();
    }

    private static List<String> include(Units.Group group) {
        Set<String> folders = new TreeSet<>(group.folders());
        folders.addAll(group.shared());
        List<String> patterns = new ArrayList<>();
        for (String folder : folders) {
            Set<String> direct =
                    group.specs().stream()
                            .map(Found::path)
                            .filter(path -> parent(path).equals(folder))
                            .map(path -> path.substring(path.lastIndexOf('.')))
                            .collect(Collectors.toCollection(TreeSet::new));
            boolean top =
                    folder.isEmpty()
                            || folders.size() > 1
                                    && folders.stream()
                                            .anyMatch(other -> other.startsWith(folder + "/"));
            if (top) {
                direct.forEach(ending ->
                        patterns.add((folder.isEmpty() ? "" : folder + "/") + "*" + ending));
            } else {
                patterns.add(folder + "/**");
            }
        }
        return patterns;
    }

    private static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    private static List<String> paths(Collection<Found> specs) {
        return specs.stream().map(Found::path).toList();
    }

    private static String name(String folder, Units.Group group, boolean whole, Set<String> names) {
        String unit =
                group.folders().stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
        String base =
                slug(whole || unit.isEmpty() ? folder : unit.substring(unit.lastIndexOf('/') + 1));
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base.substring(0, Math.min(base.length(), 58)) + "-" + i;
        }
        return name;
    }

    private static String slug(String folder) {
        String name =
                folder.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String whole = name.isEmpty() ? "main" : name;
        return whole.substring(0, Math.min(whole.length(), 63)).replaceAll("-$", "");
    }

    private static List<Problem> errors(SourceTree tree) {
        return new SpecLoader().load(tree).problems().stream().filter(Problem::isError).toList();
    }

    /// The files that are wrong because of the proposal alone, each with the first reason.
    private static Map<String, Problem> wrong(SourceTree tree, String yaml, Set<Problem> own) {
        SourceTree proposed =
                new OverlaidTree(tree, PlumblineFile.PATH, yaml.getBytes(StandardCharsets.UTF_8));
        return errors(proposed).stream()
                .filter(problem -> !own.contains(problem))
                .collect(
                        Collectors.toMap(
                                Problem::path,
                                problem -> problem,
                                (first, _) -> first,
                                TreeMap::new));
    }

    /// `3 commandJob, 1 environment`.
    public String describe() {
        return specs.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
