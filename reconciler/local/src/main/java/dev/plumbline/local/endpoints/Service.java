package dev.plumbline.local.endpoints;

import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.util.Optional;

/// An endpoint, a deployment or a traffic split as the database keeps it.
///
/// @param fields the spec as it was applied, or as a person changed it since
/// @param owner the declaration it came from; empty for what a person made
/// @param changedBy who changed it last; `plumbline` for a declared change
/// @param model what a deployment serves; empty for every other kind
record Service(
        ResourceId id,
        Value.Fields fields,
        Optional<Owner> owner,
        String changedBy,
        Optional<ServedModel> model) {
    static final String PLUMBLINE = "plumbline";

    /// The workspace that declares it; empty for what a person made.
    Optional<String> workspace() {
        return owner.map(Owner::workspace);
    }

    /// The model of a deployment: its artifact, and the name and version under which answers are
    /// logged.
    record ServedModel(Digest artifact, String name, String version) {}
}
