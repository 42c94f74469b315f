package dev.plumbline.platform;

import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.List;

/// What a platform needs besides the change itself.
///
/// @param workspace the full name, `repository/workspace`
/// @param commit the commit that declares the change
/// @param author who wrote that commit, as `Name <mail>`
/// @param blobs the files of the repository
/// @param shipments what a [Change.Ship] brings, in the order of its versions
public record ApplyContext(
        String workspace,
        String commit,
        String author,
        BlobSource blobs,
        List<Shipment> shipments) {
    public ApplyContext {
        shipments = List.copyOf(shipments);
    }

    public ApplyContext(String workspace, String commit, String author, BlobSource blobs) {
        this(workspace, commit, author, blobs, List.of());
    }

    public ApplyContext with(List<Shipment> brought) {
        return new ApplyContext(workspace, commit, author, blobs, brought);
    }

    /// The owner tag of a resource applied in this context.
    public Owner owner(ResourceId id, Digest digest, String path) {
        return new Owner(workspace, id, commit, path, digest);
    }
}
