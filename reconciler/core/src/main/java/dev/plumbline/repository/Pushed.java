package dev.plumbline.repository;

/// What came of pushing a ref.
public sealed interface Pushed {
    /// The remote holds it now.
    record Accepted() implements Pushed {}

    /// The remote answered no: its ref is not where it was expected, or a rule of the remote
    /// forbids it. A fetch tells the two apart.
    record Rejected(String reason) implements Pushed {}

    /// The remote could not be asked.
    record Unreachable(String reason) implements Pushed {}
}
