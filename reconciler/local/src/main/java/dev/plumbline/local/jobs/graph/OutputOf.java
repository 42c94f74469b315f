package dev.plumbline.local.jobs.graph;

/// One output of one step.
public record OutputOf(String step, String output) {
    @Override
    public String toString() {
        return step + "." + output;
    }
}
