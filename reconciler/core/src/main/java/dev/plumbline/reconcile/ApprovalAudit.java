package dev.plumbline.reconcile;

import dev.plumbline.gate.Approvals;
import dev.plumbline.gate.OwnedRules;
import dev.plumbline.gate.PolicyChange;
import dev.plumbline.gate.Teams;
import dev.plumbline.ledger.ActCheck;
import dev.plumbline.ledger.ActContext;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Approval;
import dev.plumbline.plan.Sibling;
import dev.plumbline.plan.Subject;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.owners.CodeOwners;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether every change that a release tells of had the approvals that the policy demanded which
/// was in force when it was announced, and a policy those of the old and the new one.
public final class ApprovalAudit implements ActCheck {
    private final ResourceId policy;
    private final Approvals approvals;
    private final CodeOwners owners;

    /// @param workspace the short name
    /// @param teams who belonged to which team is recorded nowhere: those of today count
    public ApprovalAudit(String workspace, Teams teams, CodeOwners owners) {
        this.owners = owners;
        this.policy = new ResourceId(Kind.POLICY, workspace);
        this.approvals =
                new Approvals(workspace, Approvals.none(workspace).last(), _ -> List.of(), teams);
    }

    @Override
    public Optional<String> lacking(ChangeRecord change, ActContext context) throws IOException {
        List<ApprovalRule> rules = covering(change, context);
        if (rules.isEmpty() || restores(change, context)) {
            return Optional.empty();
        }
        return isPart(change, context)
                ? ofWhole(change, rules, context)
                : unmet(change.id(), change.action(), rules, context);
    }

    /// Whether a change says truly that it only makes a deployment anew: nothing else has a
    /// sibling, and traffic is declared as before.
    private static boolean isPart(ChangeRecord change, ActContext context) throws IOException {
        Optional<ResourceId> deployment = change.partOf();
        if (deployment.isEmpty()) {
            return false;
        }
        ResourceId traffic = new ResourceId(Kind.TRAFFIC, deployment.get().endpoint());
        return change.id().equals(Sibling.of(deployment.get()))
                || change.id().equals(traffic) && isAsBefore(traffic, context);
    }

    private static boolean isAsBefore(ResourceId id, ActContext context) throws IOException {
        Optional<AppliedResource> before = context.before(id);
        return context.after(id)
                .filter(after -> before.filter(after::isSameAs).isPresent())
                .isPresent();
    }

    /// The deployment is approved with all that is done for it; when it became nothing else than it
    /// was, nothing had to be.
    private Optional<String> ofWhole(
            ChangeRecord change, List<ApprovalRule> rules, ActContext context) throws IOException {
        ResourceId deployment = change.partOf().orElseThrow();
        return context.after(deployment).isEmpty() || isAsBefore(deployment, context)
                ? Optional.empty()
                : unmet(deployment, "replace", rules, context);
    }

    private Optional<String> unmet(
            ResourceId id, String action, List<ApprovalRule> rules, ActContext context)
            throws IOException {
        List<String> approvers = approvers(id, action, context);
        return rules.stream()
                .flatMap(rule -> approvals.unmet(id, "", rule, approvers).stream())
                .findFirst()
                .map(lack ->
                        "tells of %s %s without the approvals: %s".formatted(action, id, lack));
    }

    /// The rules that cover a change, with code owners by the file that was in force.
    private List<ApprovalRule> covering(ChangeRecord change, ActContext context)
            throws IOException {
        OwnedRules owned = owned(context);
        String path = path(change.partOf().orElse(change.id()), context);
        List<ApprovalRule> rules = new ArrayList<>();
        rules(change.id(), context).stream()
                .filter(rule -> rule.covers(change.id()))
                .flatMap(rule -> owned.named(rule, path))
                .forEach(rules::add);
        if (change.id().equals(policy) && bringsOwners(context)) {
            rules.addAll(owned.ofItsChange(policy));
        }
        return rules;
    }

    private OwnedRules owned(ActContext context) throws IOException {
        Optional<String> before = ownersFile(context.before(policy));
        Optional<String> file = before.isPresent() ? before : ownersFile(context.after(policy));
        return file.map(each -> new OwnedRules(owners, each)).orElse(OwnedRules.NOWHERE);
    }

    private static Optional<String> ownersFile(Optional<AppliedResource> policy) {
        return policy.flatMap(applied -> applied.spec().text(PolicyChange.OWNERS));
    }

    /// Whether a policy came with another CODEOWNERS file than was in force.
    private boolean bringsOwners(ActContext context) throws IOException {
        Optional<String> before = ownersFile(context.before(policy));
        Optional<String> after = ownersFile(context.after(policy));
        return before.isPresent() && after.isPresent() && !before.equals(after);
    }

    private static String path(ResourceId id, ActContext context) throws IOException {
        Optional<AppliedResource> after = context.after(id);
        return (after.isPresent() ? after : context.before(id))
                .map(AppliedResource::path)
                .orElse("");
    }

    private List<ApprovalRule> rules(ResourceId id, ActContext context) throws IOException {
        List<ApprovalRule> rules = new ArrayList<>(rules(context.before(policy)));
        if (id.equals(policy)) {
            rules.addAll(rules(context.after(policy)));
        }
        return rules;
    }

    private static List<ApprovalRule> rules(Optional<AppliedResource> policy) {
        return policy.map(applied -> Policy.read(applied.spec()).approvals()).orElse(List.of());
    }

    /// What an undo puts back was let through when it was released first.
    private static boolean restores(ChangeRecord change, ActContext context) throws IOException {
        ResourceId id = change.id();
        Optional<Digest> meaning =
                Subject.meaning(change.action(), id, context.before(id), context.after(id));
        return meaning.isPresent() && context.restores(meaning.get());
    }

    /// What the record does not tell is whether a change put something back that was approved
    /// before: an approval of any action that leads to the same counts.
    private static List<String> approvers(ResourceId id, String action, ActContext context)
            throws IOException {
        Optional<Digest> meaning =
                Subject.meaning(action, id, context.before(id), context.after(id));
        if (meaning.isEmpty()) {
            return List.of();
        }
        return context.approvals(meaning.get()).stream()
                .filter(each -> each.allows(action, true))
                .map(Approval::by)
                .toList();
    }
}
