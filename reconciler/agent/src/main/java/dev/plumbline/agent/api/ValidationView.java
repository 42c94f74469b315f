package dev.plumbline.agent.api;

import java.util.List;

/// What checking specs found.
///
/// @param valid whether there is no problem of severity `error`
/// @param documents how many YAML documents were read
/// @param specs how many of them are specs
public record ValidationView(boolean valid, int documents, int specs, List<Problem> problems) {
    public ValidationView {
        problems = List.copyOf(problems);
    }

    /// One problem.
    ///
    /// @param path the file, relative to where the check began, with slashes
    /// @param line counted from 1
    /// @param column counted from 1
    /// @param severity `error` or `warning`
    /// @param code a stable word for the rule: `partial`, `template`, `schema`
    public record Problem(
            String path, int line, int column, String severity, String code, String message) {}
}
