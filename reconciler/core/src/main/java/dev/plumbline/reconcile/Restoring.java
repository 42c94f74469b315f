package dev.plumbline.reconcile;

import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Intent;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.ledger.Release;
import dev.plumbline.ledger.ReleaseOutcome;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Undo;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.BlobSource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the changes of an undo, announced and told of in the ledger like those of a sync.
///
/// @param recording held while an entry is made from what the ledger holds
record Restoring(
        String name,
        Platform platform,
        Ledger ledger,
        BlobSource blobs,
        ReconcileListener listener,
        Object recording) {
    /// @param faults what could not be done
    record Step(boolean done, Restoration restoration, List<String> faults) {}

    Step step(Head head, Undo undo, Map<ResourceId, AppliedResource> wanted, Observation observed) {
        Restoration restoration =
                Restoration.of(wanted, ledger.lastApplied(), observed, platform.capabilities());
        List<ChangeRecord> changes =
                restoration.due().stream().map(change -> intended(change, undo)).toList();
        if (!changes.isEmpty()) {
            announce(head, undo, changes);
        }
        Map<ResourceId, Outcome> outcomes = start(head, undo, restoration);
        List<String> faults =
                outcomes.entrySet().stream().flatMap(each -> fault(each).stream()).toList();
        boolean moved =
                restoration.isWarm()
                        && outcomes.values().stream().allMatch(Outcome.Applied.class::isInstance);
        if (moved) {
            conclude(head, undo, wanted, changes);
        }
        return new Step(moved, restoration, faults);
    }

    private static ChangeRecord intended(Change change, Undo undo) {
        return ChangeRecord.intended(
                change.action(),
                change.id(),
                "put back to what commit " + undo.toCommit() + " released");
    }

    private static Optional<String> fault(Map.Entry<ResourceId, Outcome> outcome) {
        return switch (outcome.getValue()) {
            case Outcome.Applied _, Outcome.Started _ -> Optional.empty();
            case Outcome.Stalled(var why) -> Optional.of(outcome.getKey() + ": " + why);
            case Outcome.Failed(var why, _) -> Optional.of(outcome.getKey() + ": " + why);
        };
    }

    /// With what was begun before: a sync that this cuts into is told of by its own release.
    private void announce(Head head, Undo undo, List<ChangeRecord> changes) {
        synchronized (recording) {
            Map<ChangeRecord.Key, ChangeRecord> all = new LinkedHashMap<>();
            ledger.standing().begun().forEach(each -> all.put(each.key(), each.withoutOutcome()));
            changes.forEach(each -> all.put(each.key(), each));
            ledger.intendHere(
                    new Intent(
                            head.commit().revision(),
                            plan(undo),
                            trigger(undo),
                            List.copyOf(all.values())));
        }
    }

    private Map<ResourceId, Outcome> start(Head head, Undo undo, Restoration restoration) {
        ApplyContext context =
                new ApplyContext(name, undo.toCommit(), head.commit().author(), blobs);
        Map<ResourceId, Outcome> outcomes = new LinkedHashMap<>();
        for (Change change : restoration.due()) {
            Outcome outcome = start(change, context);
            outcomes.put(change.id(), outcome);
            listener.outcome(name, change, outcome);
        }
        return outcomes;
    }

    private Outcome start(Change change, ApplyContext context) {
        try {
            return platform.start(change, context);
        } catch (RuntimeException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()), true);
        }
    }

    private void conclude(
            Head head,
            Undo undo,
            Map<ResourceId, AppliedResource> wanted,
            List<ChangeRecord> changes) {
        LedgerEntry entry;
        synchronized (recording) {
            LastApplied last = ledger.lastApplied();
            Map<ResourceId, Optional<AppliedResource>> restored = new HashMap<>();
            wanted.forEach((id, applied) -> restored.put(id, Optional.of(applied)));
            Map<ResourceId, AppliedResource> resources =
                    SharedMap.copyOf(last.resources()).with(restored);
            Set<ResourceId> begun =
                    last.begun().stream()
                            .filter(id -> !resources.containsKey(id))
                            .collect(Collectors.toSet());
            entry =
                    ledger.concludeHere(
                            new Release(
                                    head.commit().revision(),
                                    specs(wanted),
                                    plan(undo),
                                    trigger(undo),
                                    ReleaseOutcome.SUCCEEDED,
                                    List.of(),
                                    told(wanted, changes),
                                    resources,
                                    begun,
                                    List.of()));
        }
        listener.concluded(name, entry);
    }

    /// Of what it puts back alone: no commit declares just that, so none resolves by it.
    private static Digest specs(Map<ResourceId, AppliedResource> wanted) {
        Map<ResourceId, Digest> declared = new HashMap<>();
        wanted.forEach((id, applied) -> declared.put(id, applied.declared()));
        return Release.specsOf(declared);
    }

    /// What it began earlier, or a sync that it cut into, with the same resources came to this too.
    private List<ChangeRecord> told(
            Map<ResourceId, AppliedResource> wanted, List<ChangeRecord> changes) {
        Map<ChangeRecord.Key, ChangeRecord> told = new LinkedHashMap<>();
        ledger.standing().begun().stream()
                .filter(each -> wanted.containsKey(each.id()) && !each.action().equals("delete"))
                .forEach(each -> told.put(each.key(), each));
        changes.forEach(each -> told.put(each.key(), each));
        List<ChangeRecord> all = new ArrayList<>();
        told.values().forEach(each -> all.add(each.withOutcome(ChangeOutcome.applied())));
        return all;
    }

    private static Digest plan(Undo undo) {
        return Digest.ofText("undo " + undo.restores());
    }

    private static String trigger(Undo undo) {
        return "plumb undo by " + undo.by();
    }
}
