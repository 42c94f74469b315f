package dev.plumbline.agent.client;

/// A call that an agent did not answer as asked; the code is the agent's own or `unreachable`, the
/// message is for users.
public final class AgentCallException extends RuntimeException {
    private final String code;

    AgentCallException(String code, String message) {
        super(message);
        this.code = code;
    }

    AgentCallException(String code, String message, Throwable cause) {
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
