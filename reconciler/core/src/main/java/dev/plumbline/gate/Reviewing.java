package dev.plumbline.gate;

import dev.plumbline.resource.ResourceId;
import java.util.Optional;
import java.util.Set;

/// What is known from where changes are reviewed. It answers at once, by what it heard last.
public interface Reviewing {
    /// Nothing is.
    Reviewing NONE =
            new Reviewing() {
                @Override
                public Set<String> members(String team) {
                    return Set.of();
                }

                @Override
                public Optional<String> remark(String workspace, ResourceId change) {
                    return Optional.empty();
                }
            };

    /// The people of a team: `acme/ml-leads`.
    Set<String> members(String team);

    /// Why the review of a change does not let it through, for people: `#12 was approved before its
    /// last push`.
    ///
    /// @param workspace the full name, `repository/workspace`
    Optional<String> remark(String workspace, ResourceId change);
}
