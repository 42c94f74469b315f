package dev.plumbline.local.artifacts;

import dev.plumbline.resource.Digest;

/// A file or a folder in the store.
///
/// @param bytes the sum of its files' sizes
public record Artifact(Digest digest, boolean folder, long bytes) {}
