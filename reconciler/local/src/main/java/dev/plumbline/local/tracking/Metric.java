package dev.plumbline.local.tracking;

/// One point of a metric.
///
/// @param value any double; NaN and the infinities too
/// @param timestamp milliseconds since 1970
record Metric(String key, double value, long timestamp, long step) {}
