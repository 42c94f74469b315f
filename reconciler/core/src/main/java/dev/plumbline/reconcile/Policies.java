package dev.plumbline.reconcile;

import dev.plumbline.gate.Approvals;
import dev.plumbline.gate.Floor;
import dev.plumbline.gate.Grounds;
import dev.plumbline.gate.OwnedRules;
import dev.plumbline.gate.PolicyChange;
import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Intent;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.ledger.Release;
import dev.plumbline.ledger.ReleaseOutcome;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The policy of one workspace: which is in force, and how another comes into force.
///
/// @param name the workspace's full name
/// @param floor what the agent's configuration demands besides any policy
record Policies(String name, Ledger ledger, Floor floor, ReconcileListener listener) {
    PolicyChange change(Head head, LastApplied last) {
        return new PolicyChange(
                head.specs().config(),
                head.commit().revision().commit(),
                last.get(PolicyChange.id(head.specs().config())),
                new Grounds(
                        floor,
                        new Approvals(
                                name,
                                last,
                                ledger::approvals,
                                floor.teams(),
                                id -> floor.reviewing().remark(name, id),
                                OwnedRules.NOWHERE)));
    }

    /// Puts what the commit declares in force, when nothing holds it: as a release of its own, so
    /// that the next commit is judged by it whatever becomes of this one.
    ///
    /// @param record what was begun and has no release yet: the intent carries it on
    /// @return what the workspace holds now
    LastApplied enforce(Head head, Trigger trigger, LastApplied last, SyncRecord record) {
        PolicyChange change = change(head, last);
        Optional<PlannedResource> due = change.planned().filter(_ -> change.takesEffect());
        if (due.isEmpty()) {
            return last;
        }
        record.leave(change.id());
        LedgerEntry entry = release(head, trigger, last, change, due.get(), record);
        listener.concluded(name, entry);
        return ledger.lastApplied();
    }

    private LedgerEntry release(
            Head head,
            Trigger trigger,
            LastApplied last,
            PolicyChange policy,
            PlannedResource due,
            SyncRecord record) {
        AppliedResource declared = policy.declared();
        Revision source = head.commit().revision();
        Digest plan = plan(head, due);
        ChangeRecord change = ChangeRecord.intended(due.verdict().action(), due.id(), due.reason());
        ledger.intendHere(new Intent(source, plan, trigger.cause(), record.with(List.of(change))));
        Map<ResourceId, AppliedResource> resources = new HashMap<>(last.resources());
        resources.put(due.id(), declared);
        return ledger.concludeHere(
                new Release(
                        source,
                        // Of the policy alone: the specs of the commit are not applied yet.
                        Release.specsOf(Map.of(due.id(), declared.declared())),
                        plan,
                        trigger.cause(),
                        ReleaseOutcome.SUCCEEDED,
                        policy.grounds().approvals().of(due),
                        List.of(change.withOutcome(ChangeOutcome.applied())),
                        resources,
                        last.begun(),
                        List.of()));
    }

    private Digest plan(Head head, PlannedResource due) {
        return new Plan(name, head.commit().revision().commit(), List.of(due)).digest();
    }
}
