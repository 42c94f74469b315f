package dev.plumbline.agent.cli.world;

/// A command cannot do what it was asked; the message is for users, the code for scripts.
public final class CommandFailure extends RuntimeException {
    private final String code;

    public CommandFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    public CommandFailure(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String userMessage() {
        return String.valueOf(getMessage());
    }
}
