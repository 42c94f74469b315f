package dev.plumbline.simulation;

/// A rule was broken. An error, so that nobody takes it for a fault that may be tried again.
final class Violation extends Error {
    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message, null, false, false);
    }
}
