package dev.plumbline.reconcile;

import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.plan.Approval;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.resource.Digest;
import java.util.List;
import java.util.Optional;

/// Who approved what a release tells of.
final class Approvers {
    private Approvers() {}

    /// @param before what the workspace held before the changes
    static List<String> of(
            List<ChangeRecord> changes, Plan plan, LastApplied before, Ledger ledger) {
        if (changes.isEmpty() || !ledger.hasApprovals()) {
            return List.of();
        }
        return changes.stream()
                .flatMap(change ->
                        meaning(change, plan, before).stream()
                                .flatMap(meaning -> ledger.approvals(meaning).stream())
                                .filter(each -> each.allows(change.action(), true)))
                .map(Approval::by)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Digest> meaning(ChangeRecord change, Plan plan, LastApplied before) {
        return Subject.meaning(
                change.action(),
                change.id(),
                before.get(change.id()),
                plan.get(change.id()).flatMap(PlannedResource::effective));
    }
}
