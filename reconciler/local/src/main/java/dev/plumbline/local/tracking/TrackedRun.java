package dev.plumbline.local.tracking;

import java.util.OptionalLong;

/// A run without what it logged.
///
/// @param active false once a client has deleted it
record TrackedRun(
        String id,
        long experiment,
        String name,
        String user,
        RunStatus status,
        boolean active,
        long startedAt,
        OptionalLong endedAt) {

    /// A run that begins.
    static TrackedRun started(String id, long experiment, String name, String user, long at) {
        return new TrackedRun(
                id, experiment, name, user, RunStatus.RUNNING, true, at, OptionalLong.empty());
    }
}
