package dev.plumbline.local.serving.model;

/// A model refused a request (status 400) or failed on it (500); the message is for the caller.
public final class ModelException extends Exception {
    private final int status;

    private ModelException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    private ModelException(String message) {
        // Callers' mistakes are ordinary: without a stack trace they cost little.
        super(message, null, false, false);
        this.status = 400;
    }

    /// The request is not what the model takes.
    public static ModelException badRequest(String message) {
        return new ModelException(message);
    }

    /// The model took the request and failed.
    public static ModelException failed(String message, Throwable cause) {
        return new ModelException(500, message, cause);
    }

    public int status() {
        return status;
    }

    /// The message; never absent.
    public String text() {
        String message = getMessage();
        return message == null ? "the model failed" : message;
    }
}
