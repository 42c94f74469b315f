package dev.plumbline.local.assets;

import java.io.IOException;

/// A version that should be registered is there with another content. Versions are immutable, so a
/// person has to choose another one.
public final class AssetConflictException extends IOException {
    private final String reason;

    AssetConflictException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// What is in the way and which version is free, for people.
    public String reason() {
        return reason;
    }
}
