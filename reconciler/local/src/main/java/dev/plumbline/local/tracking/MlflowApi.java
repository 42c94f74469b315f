package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.TrackingException.Code;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of MLflow's tracking API 2.0 that its client calls while a step runs. It knows no HTTP
/// server: whoever mounts it hands over requests and sends the answers.
public final class MlflowApi {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowApi.class);
    private static final String PREFIX = "/api/2.0/mlflow/";

    private final Map<String, Function<MlflowRequest, ObjectNode>> endpoints = new HashMap<>();

    public MlflowApi(TrackingStore store, InstantSource clock) {
        ExperimentEndpoints experiments = new ExperimentEndpoints(store, clock);
        serve("POST", "experiments/create", experiments::create);
        serve("GET", "experiments/get", experiments::get);
        serve("GET", "experiments/get-by-name", experiments::getByName);
        serve("GET", "experiments/search", experiments::search);
        serve("POST", "experiments/search", experiments::search);
        RunEndpoints runs = new RunEndpoints(store, clock);
        serve("POST", "runs/create", runs::create);
        serve("POST", "runs/update", runs::update);
        serve("GET", "runs/get", runs::get);
        serve("POST", "runs/search", runs::search);
        serve("POST", "runs/delete", runs::delete);
        serve("POST", "runs/restore", runs::restore);
        LogEndpoints log = new LogEndpoints(store, clock);
        serve("POST", "runs/log-metric", log::metric);
        serve("POST", "runs/log-parameter", log::parameter);
        serve("POST", "runs/log-batch", log::batch);
        serve("POST", "runs/log-inputs", log::inputs);
        serve("POST", "runs/set-tag", log::tag);
        serve("POST", "runs/delete-tag", log::deleteTag);
        serve("GET", "metrics/get-history", log::history);
        serve("GET", "artifacts/list", new ArtifactEndpoints(store)::list);
    }

    private void serve(String method, String path, Function<MlflowRequest, ObjectNode> endpoint) {
        endpoints.put(method + " " + PREFIX + path, endpoint);
    }

    /// Answers a request. Never throws: what goes wrong is an answer too, in MLflow's form.
    ///
    /// @param path below the place where the API is mounted: `/api/2.0/mlflow/runs/get`
    /// @param body the request's JSON; a missing or null node when it has none
    public MlflowResponse handle(
            String method, String path, Map<String, List<String>> query, JsonNode body) {
        try {
            return switch (path) {
                case "/health" -> text("OK");
                case "/version" -> text("3.0.0"); // the server version whose calls these are
                default -> json(200, answer(method, path, query, body));
            };
        } catch (TrackingException e) {
            return error(e.code(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", method, path, e);
            return error(
                    Code.INTERNAL_ERROR,
                    "%s %s failed inside Plumbline: %s; the agent's log has more"
                            .formatted(method, path, e));
        }
    }

    private ObjectNode answer(
            String method, String path, Map<String, List<String>> query, JsonNode body) {
        Function<MlflowRequest, ObjectNode> endpoint = endpoints.get(method + " " + path);
        if (endpoint == null) {
            throw new TrackingException(
                    Code.ENDPOINT_NOT_FOUND,
                    "Plumbline's tracking has no %s %s; it serves experiments, runs, metrics, parameters and tags"
                            .formatted(method, path));
        }
        if (!body.isObject() && !body.isMissingNode() && !body.isNull()) {
            throw new TrackingException(Code.BAD_REQUEST, "the body must be a JSON object");
        }
        return endpoint.apply(new MlflowRequest(query, body));
    }

    private static MlflowResponse error(Code code, String message) {
        return json(
                code.status(),
                MlflowJson.object().put("error_code", code.name()).put("message", message));
    }

    private static MlflowResponse json(int status, ObjectNode body) {
        return new MlflowResponse(status, "application/json", body.toString());
    }

    private static MlflowResponse text(String body) {
        return new MlflowResponse(200, "text/plain", body);
    }
}
