package dev.plumbline.ledger;

import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import java.util.List;

/// What is about to be done, recorded before the first act.
///
/// @param source the commit of the specs
/// @param trigger what led to it, for people: `push`, `poll`, `plumb sync by ada`
public record Intent(Revision source, Digest plan, String trigger, List<ChangeRecord> changes) {
    public Intent {
        changes = List.copyOf(changes);
    }
}
