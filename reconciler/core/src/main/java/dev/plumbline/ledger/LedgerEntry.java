package dev.plumbline.ledger;

import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A line of the ledger: a release, an intent whose outcome is not known, or an act of a person.
///
/// @param revision the ledger's own commit
/// @param began when the first intent of it was recorded: the last of those in a row that are about
///   the same commit of the specs; empty when nothing was announced, because nothing had to be done
/// @param time when it was recorded
/// @param source the commit of the specs
/// @param sourceAuthor who wrote that commit, as `Name <mail>`; empty when the clone does not hold
///   it
/// @param subject the first line of the record, for people
/// @param act what a person did; empty for releases and intents
public record LedgerEntry(
        Revision revision,
        Optional<Instant> began,
        Instant time,
        Revision source,
        Optional<String> sourceAuthor,
        String trigger,
        ReleaseOutcome outcome,
        String subject,
        List<String> approvedBy,
        List<ChangeRecord> changes,
        Optional<Act> act) {
    public LedgerEntry {
        approvedBy = List.copyOf(approvedBy);
        changes = List.copyOf(changes);
    }

    /// Whether this is an intent: acts may have followed, and nothing says what came of them.
    public boolean isIntent() {
        return outcome == ReleaseOutcome.PENDING;
    }

    /// Whether the entry right after this intent is its outcome, or an intent that carries all of
    /// it on.
    boolean wentOnIn(LedgerEntry next) {
        return !next.isIntent() || next.acts().containsAll(acts());
    }

    private Set<ChangeRecord.Key> acts() {
        return changes.stream().map(ChangeRecord::key).collect(Collectors.toSet());
    }

    /// Whether a later release says what came of everything that this intent announced.
    boolean cameTo(LedgerEntry release) {
        return source.equals(release.source)
                && changes.stream().allMatch(change -> release.concerns(change.id()));
    }

    boolean concerns(ResourceId id) {
        return changes.stream().anyMatch(change -> change.id().equals(id))
                || act.filter(each -> each.ids().contains(id)).isPresent();
    }
}
