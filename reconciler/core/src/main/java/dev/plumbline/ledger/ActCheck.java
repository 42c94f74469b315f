package dev.plumbline.ledger;

import java.io.IOException;
import java.util.Optional;

/// Judges what was done by what stood in the ledger when it was announced.
@FunctionalInterface
public interface ActCheck {
    /// Lets everything pass.
    ActCheck NONE = (_, _) -> Optional.empty();

    /// What a change lacked that came about; empty when it lacked nothing.
    Optional<String> lacking(ChangeRecord change, ActContext context) throws IOException;
}
