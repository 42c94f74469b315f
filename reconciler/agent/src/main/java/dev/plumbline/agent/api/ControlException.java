package dev.plumbline.agent.api;

/// The agent cannot do or answer what it was asked; the message says what, why and what next.
public final class ControlException extends RuntimeException {
    /// The family of the error; its word is the `code` of the JSON error.
    public enum Code {
        INVALID("invalid", 400),
        NOT_FOUND("not_found", 404),
        CONFLICT("conflict", 409),
        /// The specs at the asked revision have errors, so that there is nothing to plan or apply.
        INVALID_SPECS("invalid_specs", 422),
        UNAVAILABLE("unavailable", 503);

        private final String word;
        private final int status;

        Code(String word, int status) {
            this.word = word;
            this.status = status;
        }

        public String word() {
            return word;
        }

        /// The HTTP status that carries it.
        public int status() {
            return status;
        }
    }

    private final Code code;

    private ControlException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public String userMessage() {
        return String.valueOf(getMessage());
    }

    public static ControlException invalid(String message) {
        return new ControlException(Code.INVALID, message);
    }

    public static ControlException notFound(String message) {
        return new ControlException(Code.NOT_FOUND, message);
    }

    public static ControlException conflict(String message) {
        return new ControlException(Code.CONFLICT, message);
    }

    public static ControlException invalidSpecs(String message) {
        return new ControlException(Code.INVALID_SPECS, message);
    }

    public static ControlException unavailable(String message) {
        return new ControlException(Code.UNAVAILABLE, message);
    }
}
