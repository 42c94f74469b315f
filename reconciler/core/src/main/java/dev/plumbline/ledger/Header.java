package dev.plumbline.ledger;

import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a ledger commit says about itself, release or intent: `release.json` or `intent.json`, and
/// its message.
///
/// @param specs empty in an intent
/// @param begun see [Release#begun]; empty in an intent
/// @param shippedFrom see [Release#shippedFrom]; empty in an intent
record Header(
        String workspace,
        Revision source,
        Optional<String> sourceAuthor,
        Optional<Digest> specs,
        Digest plan,
        String trigger,
        ReleaseOutcome outcome,
        List<String> approvedBy,
        List<ChangeRecord> changes,
        Set<ResourceId> begun,
        Optional<ShippedFrom> shippedFrom) {

    static Header of(String workspace, Intent intent, Optional<String> sourceAuthor) {
        return new Header(
                workspace,
                intent.source(),
                sourceAuthor,
                Optional.empty(),
                intent.plan(),
                intent.trigger(),
                ReleaseOutcome.PENDING,
                List.of(),
                intent.changes(),
                Set.of(),
                Optional.empty());
    }

    static Header of(String workspace, Release release, Optional<String> sourceAuthor) {
        return new Header(
                workspace,
                release.source(),
                sourceAuthor,
                Optional.of(release.specs()),
                release.plan(),
                release.trigger(),
                release.outcome(),
                release.approvedBy(),
                release.changes(),
                release.begun(),
                release.shippedFrom());
    }

    boolean isIntent() {
        return outcome == ReleaseOutcome.PENDING;
    }

    /// How many changes there are of each action.
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        changes.forEach(change -> counts.merge(change.action(), 1, Integer::sum));
        return counts;
    }
}
