package dev.plumbline.spec.owners;

import java.util.List;

/// Who owns a file.
public sealed interface Owners {
    /// Some of each of these sets must agree.
    record Sets(List<OwnerSet> all) implements Owners {
        public Sets {
            all = List.copyOf(all);
        }
    }

    /// Nobody does.
    ///
    /// @param why for people, with what to do
    record Nobody(String why) implements Owners {}
}
