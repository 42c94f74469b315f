package dev.plumbline.local.tracking.protocol;

/// One point of a metric.
///
/// @param value any double; NaN and the infinities too
/// @param timestamp milliseconds since 1970
/// @param model the logged model that it is about; empty for none
/// @param datasetName the data set that it was measured on; empty for none
public record Metric(
        String key,
        double value,
        long timestamp,
        long step,
        String model,
        String datasetName,
        String datasetDigest) {

    /// A point that is about the run alone.
    public Metric(String key, double value, long timestamp, long step) {
        this(key, value, timestamp, step, "", "", "");
    }

    /// A point as a client sends it, with the moment and the step that it may leave out.
    public static Metric of(MlflowRequest request, long now) {
        return new Metric(
                request.required("key"),
                request.value(),
                request.number("timestamp").orElse(now),
                request.number("step").orElse(0),
                request.text("model_id").orElse(""),
                request.text("dataset_name").orElse(""),
                request.text("dataset_digest").orElse(""));
    }

    /// Whether this point is the latest of the two: that with the greater step, of several the one
    /// that was logged last.
    public boolean isAfter(Metric other) {
        if (step != other.step) {
            return step > other.step;
        }
        return timestamp != other.timestamp
                ? timestamp > other.timestamp
                : Double.compare(sorted(), other.sorted()) > 0;
    }

    // SQLite keeps no NaN; it stands as zero there, after the true one.
    private double sorted() {
        return Double.isNaN(value) ? Double.MIN_VALUE : value;
    }
}
