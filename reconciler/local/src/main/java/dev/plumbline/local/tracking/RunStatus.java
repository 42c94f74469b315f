package dev.plumbline.local.tracking;

/// How far a tracked run is, in MLflow's words.
public enum RunStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED
}
