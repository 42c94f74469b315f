package dev.plumbline.local.serving.server;

import io.javalin.http.Context;
import java.util.UUID;

/// The headers of Azure ML's inference server that travel with a request.
final class RequestHeaders {
    static final String DEPLOYMENT = "azureml-model-deployment";
    static final String MODEL_STATUS = "ms-azureml-model-error-statuscode";
    static final String MODEL_REASON = "ms-azureml-model-error-reason";

    private static final String REQUEST_ID = "x-request-id";
    private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";
    private static final int MAX_ID_LENGTH = 100;

    private RequestHeaders() {}

    /// Echoes the request's ids into the answer; a request without an id gets one.
    ///
    /// @return the request's id
    /// @throws Refusal 431 when an id is over 100 characters
    static String echoIds(Context context) {
        String client = context.header(CLIENT_REQUEST_ID);
        if (client != null) {
            context.header(CLIENT_REQUEST_ID, checked(CLIENT_REQUEST_ID, client));
        }
        String given = context.header(REQUEST_ID);
        String id =
                given == null || given.isBlank()
                        ? UUID.randomUUID().toString()
                        : checked(REQUEST_ID, given);
        context.header(REQUEST_ID, id);
        return id;
    }

    private static String checked(String header, String id) {
        if (id.length() > MAX_ID_LENGTH) {
            throw new Refusal(
                    431,
                    "RequestHeaderFieldsTooLarge",
                    "%s has %d characters; at most %d are taken"
                            .formatted(header, id.length(), MAX_ID_LENGTH));
        }
        return id;
    }
}
