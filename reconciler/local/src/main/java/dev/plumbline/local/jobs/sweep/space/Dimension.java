package dev.plumbline.local.jobs.sweep.space;

/// What the distance of two coordinates means.
public enum Dimension {
    /// Near coordinates are near values.
    ORDERED,

    /// Values are equal or different, and no more.
    CATEGORICAL
}
