package dev.plumbline.agent.cli.init;

import java.util.List;

/// A workspace as `plumb init` proposes it.
///
/// @param include the patterns of its files
/// @param jobs those that are off until someone names them
/// @param leftOut those that cannot be in one workspace with the others
/// @param reason why these files belong together, for people
record ProposedWorkspace(
        String name,
        List<String> include,
        List<String> jobs,
        int jobCount,
        List<LeftOut> leftOut,
        Missing missing,
        String reason) {
    ProposedWorkspace {
        include = List.copyOf(include);
        jobs = List.copyOf(jobs);
        leftOut = List.copyOf(leftOut);
    }

    /// Files that would be wrong in the workspace and are not without it.
    ///
    /// @param why for people
    /// @param files their patterns
    record LeftOut(String why, List<String> files) {
        LeftOut {
            files = List.copyOf(files);
        }
    }
}
