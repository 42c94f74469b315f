package dev.plumbline.plan;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The plan for one resource.
///
/// @param path where it is declared, or was
/// @param reason why, for people
/// @param fields what differs, where something is there to differ from
/// @param drift whether the difference comes from the platform and not from a commit
/// @param after what has to be as declared before its change may start
/// @param effective what the release will hold once it is applied; empty while something is
///   unknown, and for deletes
/// @param moved of a renamed resource its id before; of a delete, the id that it has now
/// @param ignored what differs too, and is left as it is
/// @param partOf the deployment that is made anew, of what is done for that alone: its temporary
///   sibling, and the traffic that goes there and back
public record PlannedResource(
        ResourceId id,
        String path,
        Verdict verdict,
        String reason,
        List<FieldDiff> fields,
        boolean drift,
        Set<ResourceId> after,
        Optional<AppliedResource> effective,
        Optional<ResourceId> moved,
        List<IgnoredField> ignored,
        Optional<ResourceId> partOf) {
    public PlannedResource {
        fields = List.copyOf(fields);
        after = Set.copyOf(after);
        ignored = List.copyOf(ignored);
    }

    /// A resource of which nothing is ignored.
    public PlannedResource(
            ResourceId id,
            String path,
            Verdict verdict,
            String reason,
            List<FieldDiff> fields,
            boolean drift,
            Set<ResourceId> after,
            Optional<AppliedResource> effective,
            Optional<ResourceId> moved) {
        this(
                id,
                path,
                verdict,
                reason,
                fields,
                drift,
                after,
                effective,
                moved,
                List.of(),
                Optional.empty());
    }

    /// A resource that was not renamed.
    public PlannedResource(
            ResourceId id,
            String path,
            Verdict verdict,
            String reason,
            List<FieldDiff> fields,
            boolean drift,
            Set<ResourceId> after,
            Optional<AppliedResource> effective) {
        this(id, path, verdict, reason, fields, drift, after, effective, Optional.empty());
    }

    /// The same, leaving these fields as they are.
    PlannedResource ignoring(List<IgnoredField> left) {
        return left.isEmpty()
                ? this
                : new PlannedResource(
                        id, path, verdict, reason, fields, drift, after, effective, moved, left,
                        partOf);
    }

    /// The same as a part of what makes a deployment anew.
    PlannedResource asPartOf(ResourceId deployment) {
        return new PlannedResource(
                id,
                path,
                verdict,
                reason,
                fields,
                drift,
                after,
                effective,
                moved,
                ignored,
                Optional.of(deployment));
    }

    /// The same for another reason than that someone edited it.
    PlannedResource forNobodysEdit(String why) {
        return new PlannedResource(
                id, path, verdict, why, fields, false, after, effective, moved, ignored, partOf);
    }

    /// The same, needing something else before it may start.
    PlannedResource needing(Set<ResourceId> needs) {
        return new PlannedResource(
                id, path, verdict, reason, fields, drift, needs, effective, moved, ignored, partOf);
    }

    public boolean isCurrent() {
        return verdict instanceof Verdict.Current;
    }
}
