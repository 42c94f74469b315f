package dev.plumbline.local.tracking.protocol;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// A call as it came over HTTP.
///
/// @param path below the place where the API is mounted, decoded: `/api/2.0/mlflow/runs/get`
/// @param client who calls
public record MlflowCall(
        String method,
        String path,
        Map<String, List<String>> query,
        InputStream body,
        Client client) {}
