package dev.plumbline.local.jobs.graph;

/// A job that cannot be run as it is written; the problem is told to users.
public final class InvalidJobException extends RuntimeException {
    private final String problem;

    public InvalidJobException(String problem) {
        super(problem);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }
}
