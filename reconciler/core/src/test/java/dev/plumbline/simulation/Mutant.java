package dev.plumbline.simulation;

/// A bug to put into the reconciler: a text of a source file and what stands there instead.
///
/// @param file below `dev/plumbline`, without `.java`
record Mutant(String name, String file, String text, String replacement) {
    @Override
    public String toString() {
        return name;
    }
}
