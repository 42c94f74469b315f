package dev.plumbline.local.jobs.sweep.spec;

/// A sweep that cannot be run as it is written; the problem is told to users.
public final class InvalidSweepException extends RuntimeException {
    private final String problem;

    public InvalidSweepException(String problem) {
        super(problem);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }
}
