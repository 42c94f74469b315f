package dev.plumbline.local.jobs;

import dev.plumbline.platform.BlobSource;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;

/// A job that is due.
///
/// @param desired its effective spec: references resolved, local paths as contents, components
///   embedded
/// @param owner whose it is; names the workspace and the commit
/// @param blobs the files of the repository; read before the submission returns, never after
public record JobSubmission(Resource desired, Digest digest, Owner owner, BlobSource blobs) {
    public ResourceId job() {
        return desired.id();
    }
}
