package dev.plumbline.gate;

import dev.plumbline.spec.owners.CodeOwners;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.Policy;
import dev.plumbline.spec.workspace.PruneGuard;
import java.util.List;

/// What the agent's configuration demands and knows, whatever a repository says.
///
/// @param approvals rules besides those of any policy
/// @param trust holds everything while the commit is not trusted
/// @param pruneGuard holds deletes besides that of any policy
/// @param reviewing where changes are reviewed
/// @param owners who owns the files of the repository
public record Floor(
        List<ApprovalRule> approvals,
        PruneGuard pruneGuard,
        Teams teams,
        CommitTrust trust,
        Reviewing reviewing,
        CodeOwners owners) {
    public static final Floor NONE =
            new Floor(List.of(), PruneGuard.NONE, Teams.NONE, CommitTrust.ALL);

    /// A floor under changes that are reviewed nowhere.
    public Floor(
            List<ApprovalRule> approvals, PruneGuard pruneGuard, Teams teams, CommitTrust trust) {
        this(approvals, pruneGuard, teams, trust, Reviewing.NONE, CodeOwners.NOWHERE);
    }

    /// A floor of approvals alone.
    public static Floor ofApprovals(List<ApprovalRule> approvals, Teams teams) {
        return new Floor(approvals, PruneGuard.NONE, teams, CommitTrust.ALL);
    }

    public Floor {
        approvals = List.copyOf(approvals);
    }

    /// The same, holding what comes with commits that are not trusted.
    public Floor trusting(CommitTrust trusted) {
        return new Floor(approvals, pruneGuard, teams, trusted, reviewing, owners);
    }

    /// The same, with what is known from where changes are reviewed.
    public Floor reviewedBy(Reviewing reviews) {
        return new Floor(
                approvals, pruneGuard, teams.with(reviews::members), trust, reviews, owners);
    }

    /// The same, where the owners of files are known.
    public Floor ownedBy(CodeOwners codeOwners) {
        return new Floor(approvals, pruneGuard, teams, trust, reviewing, codeOwners);
    }

    /// A policy with what it may not go below.
    Policy under(Policy policy) {
        return policy.with(approvals, pruneGuard);
    }
}
