package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Approval;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The ledger when a change was announced, and when it was told of.
public final class ActContext {
    private final LedgerTree announced;
    private final LedgerTree released;

    ActContext(LedgerTree announced, LedgerTree released) {
        this.announced = announced;
        this.released = released;
    }

    /// A resource as it was held before the change.
    public Optional<AppliedResource> before(ResourceId id) throws IOException {
        return announced.resource(id);
    }

    /// A resource as it was held after the change.
    public Optional<AppliedResource> after(ResourceId id) throws IOException {
        return released.resource(id);
    }

    /// Whether an undo stood when the change was announced that puts back exactly this.
    public boolean restores(Digest meaning) throws IOException {
        return announced.undos().stream()
                .flatMap(undo -> undo.restores().stream())
                .anyMatch(each -> each.meaning().equals(meaning));
    }

    /// The approvals of one meaning that stood when the change was announced.
    public List<Approval> approvals(Digest meaning) throws IOException {
        return announced.approvals(meaning);
    }
}
