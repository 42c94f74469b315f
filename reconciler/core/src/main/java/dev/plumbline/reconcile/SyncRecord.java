package dev.plumbline.reconcile;

import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Standing;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.ResourceId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was done since the last release, over as many passes as it took: every act that the ledger
/// announced, with what came of it as far as that is known. Not safe for use by several threads.
final class SyncRecord {
    /// As the ledger announced them.
    private final Map<ChangeRecord.Key, ChangeRecord> acts = new LinkedHashMap<>();

    private final Map<ChangeRecord.Key, ChangeOutcome> outcomes = new HashMap<>();

    /// Comes in line with the ledger: what a process that is gone announced is told of by the next
    /// release; what a release told of, though the answer was lost, is told no more.
    void follow(Standing ledger) {
        ledger.told().forEach(change -> leave(change.key()));
        ledger.begun().forEach(change -> acts.putIfAbsent(change.key(), change));
    }

    private void leave(ChangeRecord.Key act) {
        acts.remove(act);
        outcomes.remove(act);
    }

    /// A change as it is announced.
    static ChangeRecord intended(PlannedResource resource) {
        return ChangeRecord.intended(resource.verdict().action(), resource.id(), resource.reason())
                .asPartOf(resource.partOf());
    }

    /// What is about to be done, after what was begun and is not told of yet: an intent that
    /// carries all of it loses nothing when the process ends here.
    List<ChangeRecord> with(List<ChangeRecord> due) {
        Map<ChangeRecord.Key, ChangeRecord> all = new LinkedHashMap<>(acts);
        due.forEach(change -> all.put(change.key(), change));
        return List.copyOf(all.values());
    }

    /// Another release tells of it.
    void leave(ResourceId id) {
        acts.keySet().removeIf(act -> act.id().equals(id));
        outcomes.keySet().removeIf(act -> act.id().equals(id));
    }

    void started(PlannedResource resource, Outcome outcome) {
        ChangeRecord record = intended(resource);
        acts.put(record.key(), record);
        result(outcome)
                .ifPresentOrElse(
                        result -> outcomes.put(record.key(), result),
                        () -> outcomes.remove(record.key()));
    }

    boolean isEmpty() {
        return acts.isEmpty();
    }

    void clear() {
        acts.clear();
        outcomes.clear();
    }

    /// The acts with what came of them, as far as it is known.
    List<ChangeRecord> acts() {
        return acts.entrySet().stream().map(act -> told(act.getKey(), act.getValue())).toList();
    }

    private ChangeRecord told(ChangeRecord.Key act, ChangeRecord change) {
        return Optional.ofNullable(outcomes.get(act)).map(change::withOutcome).orElse(change);
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
