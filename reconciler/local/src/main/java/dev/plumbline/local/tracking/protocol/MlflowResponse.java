package dev.plumbline.local.tracking.protocol;

import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An answer of the MLflow API; whoever sends it closes its body.
///
/// @param contentType `application/json`, `text/plain`, or `application/octet-stream` for files
public record MlflowResponse(int status, String contentType, InputStream body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public static MlflowResponse json(ObjectNode body) {
        return json(200, body);
    }

    public static MlflowResponse text(String body) {
        return new MlflowResponse(
                200, "text/plain", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    public static MlflowResponse file(InputStream body) {
        return new MlflowResponse(200, "application/octet-stream", body);
    }

    public static MlflowResponse error(Code code, String message) {
        return json(
                code.status(),
                JSON.createObjectNode().put("error_code", code.name()).put("message", message));
    }

    private static MlflowResponse json(int status, ObjectNode body) {
        return new MlflowResponse(
                status, "application/json", new ByteArrayInputStream(JSON.writeValueAsBytes(body)));
    }
}
