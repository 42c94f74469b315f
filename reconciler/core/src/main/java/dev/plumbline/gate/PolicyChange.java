package dev.plumbline.gate;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.plan.diff.Diff;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.PlumblineFile;
import dev.plumbline.spec.workspace.Policy;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The policy that a commit declares for a workspace, beside the one in force. It is a change of
/// its own, `policy/<workspace>`, ahead of all others and judged by both policies, so that no
/// change comes with the policy that lets it through.
///
/// @param inForce that of the last release; empty before the first one
/// @param grounds what it is judged by besides the two policies
public record PolicyChange(
        WorkspaceConfig config, String commit, Optional<AppliedResource> inForce, Grounds grounds) {
    /// A change that nobody approved.
    ///
    /// @param floor approvals that the agent's configuration demands besides any policy
    public PolicyChange(
            WorkspaceConfig config,
            String commit,
            Optional<AppliedResource> inForce,
            List<ApprovalRule> floor) {
        this(
                config,
                commit,
                inForce,
                new Grounds(Floor.ofApprovals(floor, Teams.NONE), Approvals.none(config.name())));
    }

    public static ResourceId id(WorkspaceConfig config) {
        return new ResourceId(Kind.POLICY, config.name());
    }

    public ResourceId id() {
        return id(config);
    }

    /// Its place in the plan; empty when the commit declares what is in force.
    public Optional<PlannedResource> planned() {
        boolean isSame =
                inForce.filter(applied -> Policy.read(applied.spec()).isSameAs(config.policy()))
                        .isPresent();
        return isSame || !config.declared() ? Optional.empty() : Optional.of(change());
    }

    private PlannedResource change() {
        AppliedResource applied = declared();
        Resource desired =
                new Resource(
                        id(),
                        new Source(PlumblineFile.PATH, 1),
                        Optional.empty(),
                        applied.spec(),
                        List.of());
        List<FieldDiff> fields =
                inForce.map(before -> Diff.since(before.spec(), applied.spec())).orElse(List.of());
        Change change =
                inForce.isPresent()
                        ? new Change.Update(desired, applied.digest(), Optional.empty(), fields)
                        : new Change.Create(desired, applied.digest(), Optional.empty());
        return new PlannedResource(
                id(),
                PlumblineFile.PATH,
                new Verdict.Due(change),
                inForce.isPresent()
                        ? "changed in " + PlumblineFile.PATH
                        : "the first policy of the workspace",
                fields,
                false,
                Set.of(),
                Optional.of(applied));
    }

    /// The declared policy as a release holds it.
    public AppliedResource declared() {
        Fields written = config.policy().written();
        Digest digest = Semantics.declared(Kind.POLICY, written);
        return new AppliedResource(
                id(),
                PlumblineFile.PATH,
                commit,
                written,
                digest,
                digest,
                Optional.empty(),
                Map.of());
    }

    /// What every change of the commit waits for that is not signed as it has to be.
    Optional<Hold> distrusted() {
        return grounds.floor()
                .trust()
                .fault(commit)
                .map(fault -> Hold.forAPerson(Hold.Gate.SIGNATURE, fault));
    }

    /// What the change waits for: a trusted commit, and the approvals that the policy in force, the
    /// new one and the floor demand. Nothing else holds it, so that it can end a freeze.
    public Optional<Hold> hold() {
        return planned().flatMap(change -> distrusted().or(() -> unapproved(change)));
    }

    private Optional<Hold> unapproved(PlannedResource change) {
        List<ApprovalRule> rules =
                Stream.of(
                                grounds.floor().approvals(),
                                inForce.map(applied -> Policy.read(applied.spec()).approvals())
                                        .orElse(List.of()),
                                config.policy().approvals())
                        .flatMap(List::stream)
                        .distinct()
                        .toList();
        return grounds.approvals().lacking(change, rules);
    }

    /// Whether it is to be put in force, before anything else is judged.
    public boolean takesEffect() {
        return planned().isPresent() && hold().isEmpty();
    }

    /// What everything else is judged by; empty while the first policy is held: nothing is applied
    /// under none.
    public Optional<Policy> rules() {
        Optional<Policy> policy =
                hold().isEmpty()
                        ? Optional.of(config.policy())
                        : inForce.map(applied -> Policy.read(applied.spec()));
        return policy.map(each -> grounds.floor().under(each));
    }

    /// A plan with this change at its head.
    public Plan shownIn(Plan plan) {
        return planned().map(plan::headedBy).orElse(plan);
    }
}
