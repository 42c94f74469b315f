package dev.plumbline.local.artifacts;

import java.io.IOException;

/// What arrived is not what was sent.
public final class DamagedCargoException extends IOException {
    DamagedCargoException(String message) {
        super(message);
    }
}
