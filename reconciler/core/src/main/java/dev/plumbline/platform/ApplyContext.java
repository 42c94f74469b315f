package dev.plumbline.platform;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;

/// What a platform needs besides the change itself.
///
/// @param workspace the full name, `repository/workspace`
/// @param commit the commit that declares the change
/// @param author who wrote that commit, as `Name <mail>`
/// @param blobs the files of the repository
public record ApplyContext(String workspace, String commit, String author, BlobSource blobs) {
    /// The owner tag of a resource applied in this context.
    public Owner owner(ResourceId id, Digest digest, String path) {
        return new Owner(workspace, id, commit, path, digest);
    }
}
