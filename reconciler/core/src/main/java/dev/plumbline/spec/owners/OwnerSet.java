package dev.plumbline.spec.owners;

import java.util.List;

/// People and teams of whom some must agree to a change of a file.
///
/// @param owners as approval rules name them: `carol`, `@acme/leads`, or a mail address
/// @param required how many of them at least
public record OwnerSet(List<String> owners, int required) {
    public OwnerSet {
        owners = List.copyOf(owners);
    }

    static OwnerSet oneOf(List<String> owners) {
        return new OwnerSet(owners, 1);
    }
}
