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
import dev.plumbline.resource.Value;
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
/// change comes with the policy that lets it through. Where a rule asks code owners the CODEOWNERS
/// file is a part of it: another one needs the owners of the one in force.
///
/// @param inForce that of the last release; empty before the first one
/// @param grounds what it is judged by besides the two policies
public record PolicyChange(
        WorkspaceConfig config, String commit, Optional<AppliedResource> inForce, Grounds grounds) {
    /// The key of a released policy that holds the CODEOWNERS file of its rules.
    public static final String OWNERS = "code_owners";

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
                saysTheSame()
                        && (!asksCodeOwners() || ownersInForce().equals(Optional.of(ownersFile())));
        return isSame || !config.declared() ? Optional.empty() : Optional.of(change());
    }

    /// Whether `plumbline.yml` declares what is in force.
    private boolean saysTheSame() {
        return policyInForce().filter(policy -> policy.isSameAs(config.policy())).isPresent();
    }

    /// Whether any rule asks code owners, so that the CODEOWNERS file is a part of the policy.
    private boolean asksCodeOwners() {
        return rules(Optional.of(config.policy())).anyMatch(ApprovalRule::asksCodeOwners)
                || rules(policyInForce()).anyMatch(ApprovalRule::asksCodeOwners);
    }

    private Stream<ApprovalRule> rules(Optional<Policy> policy) {
        return Stream.concat(
                grounds.floor().approvals().stream(),
                policy.stream().flatMap(each -> each.approvals().stream()));
    }

    private Optional<Policy> policyInForce() {
        return inForce.map(applied -> Policy.read(applied.spec()));
    }

    /// The CODEOWNERS file that came into force with the policy; empty when it asked nobody.
    private Optional<String> ownersInForce() {
        return inForce.flatMap(applied -> applied.spec().text(OWNERS));
    }

    private String ownersFile() {
        return grounds.floor().owners().file(commit);
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
                reason(),
                fields,
                false,
                Set.of(),
                Optional.of(applied));
    }

    private String reason() {
        if (inForce.isEmpty()) {
            return "the first policy of the workspace";
        }
        return saysTheSame()
                ? "its code owners are others, by the CODEOWNERS file"
                : "changed in " + PlumblineFile.PATH;
    }

    /// The declared policy as a release holds it.
    public AppliedResource declared() {
        Fields written =
                asksCodeOwners()
                        ? config.policy().written().with(OWNERS, new Value.Text(ownersFile()))
                        : config.policy().written();
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
                                rules(policyInForce()),
                                config.policy().approvals().stream(),
                                ofOwnersFile().stream())
                        .flatMap(each -> each)
                        .distinct()
                        .toList();
        return grounds.approvals().ownedBy(owned(false)).lacking(change, rules);
    }

    /// What another CODEOWNERS file needs: the owners of the one in force.
    private List<ApprovalRule> ofOwnersFile() {
        return asksCodeOwners()
                        && ownersInForce().filter(file -> !file.equals(ownersFile())).isPresent()
                ? owned(false).ofItsChange(id())
                : List.of();
    }

    /// The file by which code owners are known; that of the commit before there was any.
    ///
    /// @param declared whether it is the one that the commit declares
    private OwnedRules owned(boolean declared) {
        Optional<String> before = declared ? Optional.empty() : ownersInForce();
        return asksCodeOwners()
                ? new OwnedRules(grounds.floor().owners(), before.orElseGet(this::ownersFile))
                : OwnedRules.NOWHERE;
    }

    /// What was approved, by the CODEOWNERS file that everything but the policy is judged by.
    Approvals approvals() {
        return grounds.approvals().ownedBy(owned(hold().isEmpty()));
    }

    /// Whether it is to be put in force, before anything else is judged.
    public boolean takesEffect() {
        return planned().isPresent() && hold().isEmpty();
    }

    /// What everything else is judged by; empty while the first policy is held: nothing is applied
    /// under none.
    public Optional<Policy> rules() {
        Optional<Policy> policy = hold().isEmpty() ? Optional.of(config.policy()) : policyInForce();
        return policy.map(each -> grounds.floor().under(each));
    }

    /// A plan with this change at its head.
    public Plan shownIn(Plan plan) {
        return planned().map(plan::headedBy).orElse(plan);
    }
}
