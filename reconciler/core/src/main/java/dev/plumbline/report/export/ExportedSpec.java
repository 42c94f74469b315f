package dev.plumbline.report.export;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import java.util.List;

/// The spec that says of a resource what the platform holds.
///
/// @param path of its file, from the root of the repository
/// @param spec texts, numbers, lists and mappings only
/// @param comments what the spec cannot say, a line each
public record ExportedSpec(ResourceId id, String path, Fields spec, List<String> comments) {
    public ExportedSpec {
        comments = List.copyOf(comments);
    }
}
