package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.Metric;
import java.util.List;

/// What a run logged: the latest point of each metric, its parameters and tags, the data sets that
/// it used (JSON), and the logged models that it used and made.
record RunData(
        List<Metric> metrics,
        List<KeyValue> params,
        List<KeyValue> tags,
        List<String> datasets,
        List<ModelUse> models) {
    RunData {
        metrics = List.copyOf(metrics);
        params = List.copyOf(params);
        tags = List.copyOf(tags);
        datasets = List.copyOf(datasets);
        models = List.copyOf(models);
    }

    /// A logged model that a run used or made.
    record ModelUse(String model, boolean made, long step) {}
}
