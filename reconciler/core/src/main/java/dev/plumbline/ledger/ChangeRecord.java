package dev.plumbline.ledger;

import dev.plumbline.resource.ResourceId;
import java.util.Optional;

/// A change as the ledger keeps it.
///
/// @param action the word of the plan: `create`
/// @param outcome what came of it; empty in an intent
/// @param partOf the deployment that is made anew, of what is done for that alone
public record ChangeRecord(
        String action,
        ResourceId id,
        String reason,
        Optional<ChangeOutcome> outcome,
        Optional<ResourceId> partOf) {
    /// A change that is about to be made.
    public static ChangeRecord intended(String action, ResourceId id, String reason) {
        return new ChangeRecord(action, id, reason, Optional.empty(), Optional.empty());
    }

    /// An action on a resource, by which a change is known from its intent to its release.
    public record Key(String action, ResourceId id) {}

    public Key key() {
        return new Key(action, id);
    }

    /// Whether nothing says that it came about or was wanted no more.
    boolean isOpen() {
        return outcome.map(ChangeOutcome::isFailure).orElse(true);
    }

    boolean cameAbout() {
        return outcome.filter(ChangeOutcome.Applied.class::isInstance).isPresent();
    }

    boolean isSuperseded() {
        return outcome.filter(ChangeOutcome.Superseded.class::isInstance).isPresent();
    }

    public ChangeRecord withOutcome(ChangeOutcome came) {
        return new ChangeRecord(action, id, reason, Optional.of(came), partOf);
    }

    /// The same before anything came of it.
    public ChangeRecord withoutOutcome() {
        return outcome.isEmpty()
                ? this
                : new ChangeRecord(action, id, reason, Optional.empty(), partOf);
    }

    /// The same as a part of what makes a deployment anew, if it is one.
    public ChangeRecord asPartOf(Optional<ResourceId> deployment) {
        return deployment.equals(partOf)
                ? this
                : new ChangeRecord(action, id, reason, outcome, deployment);
    }
}
