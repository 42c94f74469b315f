package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// What goes back, and where the commit that says so is.
///
/// @param from the head that the commit stands on
/// @param to the commit whose files come back
/// @param commit the new commit; nothing in a dry run
/// @param branch the branch that it was pushed to, or would be
/// @param base the branch that the agent follows
/// @param applied whether the two are one, so that the agent applies it
/// @param because why they are not
/// @param files what the commit changes
/// @param reverts the commits since then that had changed these files, newest first
/// @param pullRequest that brings it to the base; nothing when the commit is there, when a branch
///   alone was asked for, and when the repository has no forge that opens any
/// @param plan what applying it would change, in a dry run of a commit without errors
public record RollbackView(
        String by,
        String workspace,
        String repository,
        String from,
        String to,
        Optional<String> commit,
        String branch,
        String base,
        boolean applied,
        List<String> because,
        Optional<String> reason,
        List<File> files,
        List<Commit> reverts,
        Optional<ProposedView> pullRequest,
        Optional<PlanView.Workspace> plan) {
    public RollbackView {
        because = List.copyOf(because);
        files = List.copyOf(files);
        reverts = List.copyOf(reverts);
    }

    /// The same, with the pull request from its branch.
    public RollbackView proposed(ProposedView proposed) {
        return new RollbackView(
                by,
                workspace,
                repository,
                from,
                to,
                commit,
                branch,
                base,
                applied,
                because,
                reason,
                files,
                reverts,
                Optional.of(proposed),
                plan);
    }

    /// A file that changes.
    ///
    /// @param action `add`, `delete` or `modify`
    public record File(String action, String path) {}

    /// A commit that is taken back.
    public record Commit(String revision, String author, String subject) {}
}
