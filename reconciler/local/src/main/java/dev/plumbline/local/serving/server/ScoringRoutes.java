package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.model.TensorSpec;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The paths under `/endpoints/{endpoint}`: Azure ML's scoring surface, and the Open Inference
/// Protocol under `v2`.
final class ScoringRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringRoutes.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "/endpoints/{endpoint}";

    private final ScoringHandler handler;
    private final ScoringHandler.Question score =
            new ScoringHandler.Question(
                    (model, _, body) -> model.score(body), "message", ScoringRoutes::any);

    ScoringRoutes(ScoringHandler handler) {
        this.handler = handler;
    }

    void addTo(RoutesConfig routes) {
        routes.post(BASE + "/score", context -> handler.answer(context, score));
        routes.get(BASE, this::health);
        routes.get(BASE + "/swagger.json", this::swagger);
        routes.get(BASE + "/v2", this::protocolServer);
        routes.get(
                BASE + "/v2/health/live",
                context -> protocolHealth(context, "live", ScoringRoutes::any));
        routes.get(
                BASE + "/v2/health/ready",
                context -> protocolHealth(context, "ready", ScoringRoutes::any));
        for (String model :
                List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.get(BASE + model, this::protocolModel);
            routes.get(
                    BASE + model + "/ready",
                    context -> protocolHealth(context, "ready", asked(context)));
            routes.post(
                    BASE + model + "/infer",
                    context -> handler.answer(context, inference(context)));
        }
        routes.exception(Refusal.class, handler::refuse);
        routes.exception(
                HttpResponseException.class,
                (e, context) ->
                        json(
                                context.status(e.getStatus()),
                                Refusal.body(
                                        reason(e.getStatus()), String.valueOf(e.getMessage()))));
        routes.exception(Exception.class, ScoringRoutes::unexpected);
    }

    /// For probes, and so without a key: whether a request would find a model.
    private void health(Context context) {
        boolean isServing = !handler.route(context).shares().isEmpty();
        context.status(isServing ? 200 : 503)
                .contentType("text/plain")
                .result(isServing ? "Healthy" : "Unhealthy");
    }

    private void swagger(Context context) {
        String endpoint = context.pathParam("endpoint");
        json(
                context,
                handler.describe(
                        context,
                        ScoringRoutes::any,
                        instance ->
                                new OpenApi(
                                                endpoint,
                                                instance.spec().modelVersion(),
                                                instance.model())
                                        .document()));
    }

    private void protocolServer(Context context) {
        handler.authorised(context);
        json(
                context,
                Map.of(
                        "name",
                        "plumbline",
                        "version",
                        ServingVersion.current(),
                        "extensions",
                        List.of()));
    }

    private void protocolHealth(Context context, String key, Predicate<Routes.Deployment> fits) {
        json(context, handler.describe(context, fits, _ -> Map.of(key, true)));
    }

    private void protocolModel(Context context) {
        json(
                context,
                handler.describe(
                        context,
                        asked(context),
                        instance ->
                                Map.of(
                                        "name", instance.spec().modelName(),
                                        "versions", List.of(instance.spec().modelVersion()),
                                        "platform", "onnxruntime_onnx",
                                        "inputs", tensors(instance.model().inputs()),
                                        "outputs", tensors(instance.model().outputs()))));
    }

    private static ScoringHandler.Question inference(Context context) {
        return new ScoringHandler.Question(
                (model, deployment, body) ->
                        model.infer(deployment.modelName(), deployment.modelVersion(), body),
                "error",
                asked(context));
    }

    /// The deployments that serve the model, and the version when one is given, of the path.
    private static Predicate<Routes.Deployment> asked(Context context) {
        Map<String, String> path = context.pathParamMap();
        String model = context.pathParam("model");
        return deployment ->
                deployment.modelName().equals(model)
                        && path.getOrDefault("version", deployment.modelVersion())
                                .equals(deployment.modelVersion());
    }

    private static boolean any(Routes.Deployment deployment) {
        return true;
    }

    private static List<Map<String, Object>> tensors(List<TensorSpec> specs) {
        return specs.stream()
                .map(spec ->
                        Map.<String, Object>of(
                                "name", spec.name(),
                                "datatype", spec.type().name(),
                                "shape", spec.shape()))
                .toList();
    }

    private static void unexpected(Exception e, Context context) {
        LOG.error("{} {} failed", context.method(), context.path(), e);
        json(
                context.status(500),
                Refusal.body(
                        "InternalServerError",
                        "the serving process failed on this request; see serving.log"));
    }

    private static String reason(int status) {
        return switch (status) {
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 413 -> "ContentTooLarge";
            default -> "HttpError";
        };
    }

    private static void json(Context context, Object body) {
        context.contentType("application/json").result(JSON.writeValueAsBytes(body));
    }
}
