package dev.plumbline.agent.api;

import java.util.Optional;

/// What to go back to.
///
/// @param to a commit of the followed branch, in any form that names one
/// @param reason why, for the record
/// @param branch where to put the commit for a pull request; the followed branch when absent, as
///   far as that is possible
/// @param pullRequest whether to put it on a branch anyway, and to open a pull request from it
/// @param dryRun tells what would be pushed, and pushes nothing
public record RollbackRequest(
        Optional<String> to,
        Optional<String> reason,
        Optional<String> branch,
        boolean pullRequest,
        boolean dryRun) {}
