package dev.plumbline.local.tracking.logged;

import dev.plumbline.local.tracking.protocol.Permission.Belonging;

/// A logged model without its parameters, tags and metrics.
///
/// @param id `m-` and 32 hexadecimal digits
/// @param type what the flavour calls it: `model`, `agent`, …
/// @param run the tracked run that made it; may be empty
public record LoggedModel(
        String id,
        long experiment,
        String name,
        String type,
        String run,
        Status status,
        long createdAt,
        long updatedAt,
        Belonging belonging) {

    /// How far it is, in MLflow's words.
    enum Status {
        LOGGED_MODEL_STATUS_UNSPECIFIED,
        LOGGED_MODEL_PENDING,
        LOGGED_MODEL_READY,
        LOGGED_MODEL_UPLOAD_FAILED
    }
}
