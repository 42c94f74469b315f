package dev.plumbline.spec.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A workspace as its repository declares it.
///
/// @param name its short name; the full one is `repository/name`
/// @param platform the platform that it is applied to: `local`, or a name from the agent's
///   configuration
/// @param declared whether a `plumbline.yml` declares it; without one the agent plans and applies
///   nothing
/// @param releaseFrom the workspace of the same file whose releases are shipped here
public record WorkspaceConfig(
        String name,
        boolean declared,
        String platform,
        List<Glob> include,
        List<Glob> exclude,
        List<SpecOverride> overrides,
        Map<String, String> tokens,
        Moves moves,
        LiveRules live,
        Policy policy,
        Optional<String> releaseFrom) {
    /// The workspace of a repository without `plumbline.yml`: everything, planned and not applied.
    public static final WorkspaceConfig UNDECLARED =
            new WorkspaceConfig(
                    "default",
                    false,
                    "local",
                    List.of(Glob.of("**")),
                    List.of(),
                    List.of(),
                    Map.of(),
                    Moves.NONE,
                    LiveRules.NONE,
                    Policy.DEFAULT);

    /// A workspace that makes everything by itself.
    public WorkspaceConfig(
            String name,
            boolean declared,
            String platform,
            List<Glob> include,
            List<Glob> exclude,
            List<SpecOverride> overrides,
            Map<String, String> tokens,
            Moves moves,
            LiveRules live,
            Policy policy) {
        this(
                name,
                declared,
                platform,
                include,
                exclude,
                overrides,
                tokens,
                moves,
                live,
                policy,
                Optional.empty());
    }

    public WorkspaceConfig {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        overrides = List.copyOf(overrides);
        tokens = Map.copyOf(tokens);
    }

    public boolean includes(String path) {
        return include.stream().anyMatch(glob -> glob.matches(path))
                && exclude.stream().noneMatch(glob -> glob.matches(path));
    }
}
