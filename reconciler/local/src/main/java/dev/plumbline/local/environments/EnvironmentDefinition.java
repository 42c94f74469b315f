package dev.plumbline.local.environments;

import java.util.Optional;

/// What an environment is made from, as its spec says.
///
/// @param condaFile the text of a conda file (YAML), a `pip:` list included
/// @param requirements the text of a pip requirements file, where there is no conda file
/// @param image the image that the spec names; on one machine without containers it only serves as
///   a hint
public record EnvironmentDefinition(
        Optional<String> condaFile, Optional<String> requirements, Optional<String> image) {}
