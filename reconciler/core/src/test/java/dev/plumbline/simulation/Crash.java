package dev.plumbline.simulation;

/// The process is killed here: nothing catches it but the simulation.
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash(String where) {
        super(where, null, false, false);
    }
}
