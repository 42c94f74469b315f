package dev.plumbline.platform;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;

/// The tag that Plumbline leaves on what it applied: which workspace and which resource it belongs
/// to, the commit and the path it came from, and the digest of what was meant.
public record Owner(String workspace, ResourceId id, String commit, String path, Digest digest) {}
