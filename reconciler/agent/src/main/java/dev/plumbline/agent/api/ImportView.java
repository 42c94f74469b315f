package dev.plumbline.agent.api;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a platform holds, as specs.
public record ImportView(String workspace, List<Spec> specs) {
    public ImportView {
        specs = List.copyOf(specs);
    }

    /// One file.
    ///
    /// @param path from the root of the repository
    /// @param spec its content
    /// @param comments what the spec cannot say, a line each
    public record Spec(String id, String path, JsonNode spec, List<String> comments) {
        public Spec {
            comments = List.copyOf(comments);
        }
    }
}
