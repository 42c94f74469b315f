package dev.plumbline.local.tracking.protocol;

import java.util.Set;

/// Who calls.
public sealed interface Client {
    /// Someone on this machine without a token, who may read.
    record Reader() implements Client {}

    /// Someone with a token of the agent.
    ///
    /// @param workspaces the only ones that the token is for, as `repository/workspace`; all when
    ///   empty
    record Person(String name, Set<String> workspaces) implements Client {
        public Person {
            workspaces = Set.copyOf(workspaces);
        }

        boolean mayEnter(String workspace) {
            return workspaces.isEmpty() || workspaces.contains(workspace);
        }
    }

    /// The script of a job.
    ///
    /// @param tree the tracked run of the job
    record Script(String tree) implements Client {}
}
