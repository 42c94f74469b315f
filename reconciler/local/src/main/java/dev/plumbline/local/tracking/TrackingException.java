package dev.plumbline.local.tracking;

/// A request that cannot be served, with MLflow's code for why.
public final class TrackingException extends RuntimeException {
    private final Code code;
    private final String text;

    /// MLflow's error codes that are used here, with the HTTP status that its own server gives
    /// them.
    public enum Code {
        RESOURCE_DOES_NOT_EXIST(404),
        ENDPOINT_NOT_FOUND(404),
        INVALID_PARAMETER_VALUE(400),
        RESOURCE_ALREADY_EXISTS(400),
        BAD_REQUEST(400),
        INTERNAL_ERROR(500);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    TrackingException(Code code, String message) {
        super(message);
        this.code = code;
        this.text = message;
    }

    static TrackingException invalid(String message) {
        return new TrackingException(Code.INVALID_PARAMETER_VALUE, message);
    }

    static TrackingException missing(String message) {
        return new TrackingException(Code.RESOURCE_DOES_NOT_EXIST, message);
    }

    public Code code() {
        return code;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
