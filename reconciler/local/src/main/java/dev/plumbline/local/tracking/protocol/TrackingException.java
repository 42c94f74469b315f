package dev.plumbline.local.tracking.protocol;

/// A request that cannot be served, with MLflow's code for why.
public final class TrackingException extends RuntimeException {
    private final Code code;
    private final String text;

    /// MLflow's error codes that are used here, with the HTTP status that its own server gives
    /// them.
    public enum Code {
        RESOURCE_DOES_NOT_EXIST(404),
        ENDPOINT_NOT_FOUND(404),
        UNAUTHENTICATED(401),
        PERMISSION_DENIED(403),
        INVALID_PARAMETER_VALUE(400),
        RESOURCE_ALREADY_EXISTS(400),
        BAD_REQUEST(400),
        REQUEST_LIMIT_EXCEEDED(413),
        INTERNAL_ERROR(500);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public TrackingException(Code code, String message) {
        super(message);
        this.code = code;
        this.text = message;
    }

    public static TrackingException invalid(String message) {
        return new TrackingException(Code.INVALID_PARAMETER_VALUE, message);
    }

    public static TrackingException missing(String message) {
        return new TrackingException(Code.RESOURCE_DOES_NOT_EXIST, message);
    }

    public static TrackingException denied(String message) {
        return new TrackingException(Code.PERMISSION_DENIED, message);
    }

    public Code code() {
        return code;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
