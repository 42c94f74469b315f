package dev.plumbline.spec.problem;

/// How bad a problem is: an error blocks every workspace that includes the file, a warning blocks
/// nothing.
public enum Severity {
    ERROR("error"),
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /// The word of the contract: `error`.
    public String word() {
        return word;
    }
}
