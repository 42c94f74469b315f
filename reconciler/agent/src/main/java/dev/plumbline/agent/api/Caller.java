package dev.plumbline.agent.api;

import java.util.Set;

/// Who asks, as their token says.
///
/// @param name which is recorded with what they do
/// @param mails the addresses that they commit with
/// @param workspaces the only ones that they may ask for, as `repository/workspace`; all when empty
public record Caller(String name, Role role, Set<String> mails, Set<String> workspaces) {
    public Caller {
        mails = Set.copyOf(mails);
        workspaces = Set.copyOf(workspaces);
    }

    /// Someone who may do everything.
    public static Caller admin(String name) {
        return new Caller(name, Role.ADMIN, Set.of(), Set.of());
    }
}
