package dev.plumbline.local.tracking.search;

/// A filter or an order that cannot be understood.
public final class SearchException extends RuntimeException {
    private final String problem;

    SearchException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /// What is wrong, for users.
    public String problem() {
        return problem;
    }
}
