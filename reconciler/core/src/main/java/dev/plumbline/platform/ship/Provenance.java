package dev.plumbline.platform.ship;

import java.util.Optional;

/// Where a version was first registered, however often it was shipped since.
///
/// @param workspace the full name, `repository/workspace`
/// @param commit the commit that declared it, or the job that registered it
/// @param output the output of a run that became the version
public record Provenance(String workspace, Optional<String> commit, Optional<RunOutput> output) {
    public record RunOutput(String run, String name) {}
}
