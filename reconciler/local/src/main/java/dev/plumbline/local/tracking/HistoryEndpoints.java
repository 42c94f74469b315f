package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.Metric;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.store.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `metrics/get-history` and `metrics/get-history-bulk-interval`.
record HistoryEndpoints(Transactions store) {
    private static final int MOST_RUNS = 100;
    private static final int MOST_POINTS = 2_500;

    void mount(Routes routes) {
        routes.read("GET", "metrics/get-history", this::history);
        routes.read("GET", "metrics/get-history-bulk-interval", this::interval);
    }

    private ObjectNode history(MlflowRequest request) {
        String key = request.required("metric_key");
        return store.read(handle -> {
            TrackedRun run = new RunTable(handle).get(request.runId());
            return MlflowJson.page(
                    "metrics",
                    new MetricTable(handle)
                            .history(run.id(), key, request.window())
                            .map(MlflowJson::metric));
        });
    }

    /// Points of one metric of several runs, evenly thinned out: at most `max_results` steps of
    /// each run, the first and the last among them.
    private ObjectNode interval(MlflowRequest request) {
        List<String> runs = request.texts("run_ids").stream().distinct().toList();
        if (runs.isEmpty() || runs.size() > MOST_RUNS) {
            throw TrackingException.invalid(
                    "\"run_ids\" names %d runs; it must name 1 to %d"
                            .formatted(runs.size(), MOST_RUNS));
        }
        String key = request.required("metric_key");
        int most = request.window(MOST_POINTS, MOST_POINTS).size();
        long from = request.number("start_step").orElse(Long.MIN_VALUE);
        long to = request.number("end_step").orElse(Long.MAX_VALUE);
        return store.read(handle -> {
            MetricTable metrics = new MetricTable(handle);
            List<Long> steps = thinned(metrics.steps(runs, key, from, to), most);
            ObjectNode json = MlflowJson.object();
            ArrayNode points = json.putArray("metrics");
            if (!steps.isEmpty()) {
                runs.forEach(run -> add(points, handle, run, key, steps));
            }
            return json;
        });
    }

    private static void add(
            ArrayNode points, Handle handle, String run, String key, List<Long> steps) {
        for (Metric metric : new MetricTable(handle).at(run, key, steps)) {
            points.add(MlflowJson.metric(metric).put("run_id", run));
        }
    }

    private static List<Long> thinned(List<Long> steps, int most) {
        if (steps.size() <= most) {
            return steps;
        }
        Set<Long> chosen = new LinkedHashSet<>();
        for (int place = 0; place < most; place++) {
            long at = most == 1 ? 0 : (long) place * (steps.size() - 1) / (most - 1);
            chosen.add(steps.get((int) at));
        }
        return new ArrayList<>(chosen);
    }
}
