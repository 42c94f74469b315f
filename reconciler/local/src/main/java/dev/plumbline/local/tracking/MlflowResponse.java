package dev.plumbline.local.tracking;

/// An answer of the MLflow API.
///
/// @param contentType `application/json` or `text/plain`
public record MlflowResponse(int status, String contentType, String body) {}
