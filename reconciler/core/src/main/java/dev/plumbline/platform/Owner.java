package dev.plumbline.platform;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.Optional;

/// The tag that Plumbline leaves on what it applied: which workspace and which resource it belongs
/// to, the commit and the path it came from, and the digest of what was meant.
///
/// @param adopted whether the resource was there before Plumbline came: what Plumbline did not
///   make, it does not delete
public record Owner(
        String workspace,
        ResourceId id,
        String commit,
        String path,
        Digest digest,
        boolean adopted) {
    /// The tag of what Plumbline makes.
    public Owner(String workspace, ResourceId id, String commit, String path, Digest digest) {
        this(workspace, id, commit, path, digest, false);
    }

    /// This tag in the place of the one that a resource has, if any. A platform gives it to what is
    /// there already, so that what was adopted once stays known as that.
    public Owner after(Optional<Owner> before) {
        boolean wasThere = before.map(Owner::adopted).orElse(true);
        return new Owner(workspace, id, commit, path, digest, wasThere);
    }
}
