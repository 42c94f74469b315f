package dev.plumbline.reconcile;

import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Standing;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was done since the last release, over as many passes as it took: every act that the ledger
/// announced, with what came of it as far as that is known. Not safe for use by several threads.
final class SyncRecord {
    private final Map<ChangeRecord.Key, ChangeRecord> acts = new LinkedHashMap<>();

    /// Comes in line with the ledger: what a process that is gone announced is told of by the next
    /// release; what a release told of, though the answer was lost, is told no more.
    void follow(Standing ledger) {
        ledger.told().forEach(change -> acts.remove(change.key()));
        ledger.begun().forEach(change -> acts.putIfAbsent(change.key(), change));
    }

    /// A change as it is announced.
    static ChangeRecord intended(PlannedResource resource) {
        return ChangeRecord.intended(resource.verdict().action(), resource.id(), resource.reason())
                .asPartOf(resource.partOf());
    }

    /// What is about to be done, after what was begun and is not told of yet: an intent that
    /// carries all of it loses nothing when the process ends here.
    List<ChangeRecord> with(List<ChangeRecord> due) {
        Map<ChangeRecord.Key, ChangeRecord> all = new LinkedHashMap<>();
        acts.forEach((act, change) -> all.put(act, change.withoutOutcome()));
        due.forEach(change -> all.put(change.key(), change));
        return List.copyOf(all.values());
    }

    /// Another release tells of it.
    void leave(ResourceId id) {
        acts.keySet().removeIf(act -> act.id().equals(id));
    }

    void started(PlannedResource resource, Outcome outcome) {
        ChangeRecord record = intended(resource);
        Optional<ChangeOutcome> result = result(outcome);
        acts.put(record.key(), result.map(record::withOutcome).orElse(record));
    }

    boolean isEmpty() {
        return acts.isEmpty();
    }

    void clear() {
        acts.clear();
    }

    /// The acts with what came of them, as far as it is known.
    List<ChangeRecord> acts() {
        return List.copyOf(acts.values());
    }

    private static Optional<ChangeOutcome> result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(var version) -> Optional.of(new ChangeOutcome.Applied(version));
            case Outcome.Started _ -> Optional.empty();
            case Outcome.Stalled(var reason) -> Optional.of(new ChangeOutcome.Stalled(reason));
            case Outcome.Failed(var cause, _) -> Optional.of(new ChangeOutcome.Failed(cause));
        };
    }
}
