package dev.plumbline.agent.differential;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A document that both validators judge.
///
/// @param path where it differs from the document it was made from; `*` stands for list entries and
///   keys that authors choose
/// @param change what was done there; for a document of a table, what it is about
/// @param noted `accepts` or `refuses`, when the table knows that Azure says something else
record Candidate(
        String kind, List<String> path, String change, JsonNode document, Optional<String> noted) {
    /// `jobs.*.resources`, or `.` for the whole document.
    String where() {
        return path.isEmpty() ? "." : String.join(".", path);
    }

    /// `jobs.*.resources: without`
    String place() {
        return where() + ": " + change;
    }
}
