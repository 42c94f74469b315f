package dev.plumbline.local.tracking;

import java.util.List;

/// What a run logged: the latest point of each metric, its parameters and tags, and the data sets
/// it used (JSON).
record RunData(
        List<Metric> metrics, List<KeyValue> params, List<KeyValue> tags, List<String> datasets) {
    RunData {
        metrics = List.copyOf(metrics);
        params = List.copyOf(params);
        tags = List.copyOf(tags);
        datasets = List.copyOf(datasets);
    }
}
