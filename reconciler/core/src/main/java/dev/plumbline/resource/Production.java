package dev.plumbline.resource;

import java.util.Optional;

/// An output of a job that is registered as a version of an asset when the run has succeeded.
/// Without a declared version the next integer is taken.
public record Production(String output, ResourceId asset, Optional<String> version) {}
