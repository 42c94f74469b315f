package dev.plumbline.resource;

/// One version of an asset, written `model/fraud:3`.
public record VersionedId(ResourceId id, String version) {
    public VersionedId {
        if (version.isBlank()) {
            throw new IllegalArgumentException(id + " needs a version after the colon");
        }
    }

    /// The reference that specs use for it: `azureml:fraud:3`.
    public String reference() {
        return "azureml:" + id.name() + ":" + version;
    }

    @Override
    public String toString() {
        return id + ":" + version;
    }
}
