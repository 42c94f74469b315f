package dev.plumbline.agent.differential;

import java.util.List;
import java.util.Optional;

/// What both validators say of a document.
///
/// @param plumbline its errors
/// @param azure its message; empty when it takes the document
record Verdicts(Candidate candidate, List<String> plumbline, Optional<String> azure) {
    boolean differ() {
        return plumbline.isEmpty() != azure.isEmpty();
    }

    boolean bothTake() {
        return plumbline.isEmpty() && azure.isEmpty();
    }

    /// What the one that refuses says.
    String refusal() {
        return azure.orElseGet(() -> String.join("\n", plumbline));
    }

    @Override
    public String toString() {
        return """
        %s, %s
          document:  %s
          plumbline: %s
          azure:     %s
        """
                .formatted(
                        candidate.kind(),
                        candidate.place(),
                        candidate.document(),
                        plumbline.isEmpty() ? "takes it" : String.join("; ", plumbline),
                        azure.map(message -> message.replaceAll("\\s+", " ")).orElse("takes it"));
    }
}
