package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.logged.LoggedModelEndpoints;
import dev.plumbline.local.tracking.protocol.MlflowCall;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.MlflowResponse;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Router;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import dev.plumbline.local.tracking.registry.ModelAssets;
import dev.plumbline.local.tracking.registry.RegistryEndpoints;
import dev.plumbline.local.tracking.search.SearchException;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.Transactions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// MLflow's tracking and registry API 2.0, as its clients 2.x and 3.x call it. It knows no HTTP
/// server: whoever mounts it hands over calls and sends the answers. The address may name a
/// workspace before `/api`, whose models it then is about: `/REPOSITORY/WORKSPACE/api/2.0/…`.
public final class MlflowApi {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowApi.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ADDRESS =
            Pattern.compile("(?:/([^/]+/[^/]+))?(/health|/version|/api/.*)");
    private static final String CALLS = "/api/2.0/mlflow/";
    private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";
    private static final int MOST_JSON_BYTES = 4 << 20;

    private final Router<Endpoint> router = new Router<>();
    private final ArtifactProxy files;

    private record Endpoint(boolean writes, Function<MlflowRequest, ObjectNode> answer) {}

    public MlflowApi(TrackingStore store, ModelAssets assets, InstantSource clock) {
        Transactions transactions = store.transactions();
        Places places = store.places();
        RunJson json = new RunJson(places);
        Routes routes =
                (method, path, writes, answer) ->
                        router.add(method, CALLS + path, new Endpoint(writes, answer));
        new ExperimentEndpoints(transactions, json, clock).mount(routes);
        new RunEndpoints(transactions, json, clock).mount(routes);
        new LogEndpoints(transactions, clock).mount(routes);
        new HistoryEndpoints(transactions).mount(routes);
        new ArtifactEndpoints(transactions, places).mount(routes);
        new LoggedModelEndpoints(transactions, places, clock).mount(routes);
        new RegistryEndpoints(transactions, places, assets, clock).mount(routes);
        files = new ArtifactProxy(transactions, places, assets);
    }

    /// Answers a call. What goes wrong is an answer too, in MLflow's form.
    ///
    /// @throws IOException when the body cannot be read
    public MlflowResponse handle(MlflowCall call) throws IOException {
        try {
            Matcher address = ADDRESS.matcher(call.path());
            if (!address.matches()) {
                throw notFound(call);
            }
            return answer(call, Optional.ofNullable(address.group(1)), address.group(2));
        } catch (TrackingException e) {
            return MlflowResponse.error(e.code(), e.getMessage());
        } catch (SearchException e) {
            return MlflowResponse.error(Code.INVALID_PARAMETER_VALUE, e.problem());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", call.method(), call.path(), e);
            return MlflowResponse.error(
                    Code.INTERNAL_ERROR,
                    "%s %s failed inside Plumbline: %s; the agent's log has more"
                            .formatted(call.method(), call.path(), e));
        }
    }

    private MlflowResponse answer(MlflowCall call, Optional<String> workspace, String path)
            throws IOException {
        if (path.equals("/health")) {
            return MlflowResponse.text("OK");
        }
        if (path.equals("/version")) {
            return MlflowResponse.text("3.0.0"); // the server version whose calls these are
        }
        if (path.equals(FILES) || path.startsWith(FILES + "/")) {
            return files.answer(call, path.substring(FILES.length()));
        }
        Router.Found<Endpoint> found =
                router.find(call.method(), path).orElseThrow(() -> notFound(call));
        if (found.endpoint().writes()) {
            Permission.write(call.client());
        }
        MlflowRequest request =
                new MlflowRequest(
                        found.parameters(), call.query(), body(call), workspace, call.client());
        return MlflowResponse.json(found.endpoint().answer().apply(request));
    }

    private static JsonNode body(MlflowCall call) throws IOException {
        byte[] bytes = call.body().readNBytes(MOST_JSON_BYTES + 1);
        if (bytes.length > MOST_JSON_BYTES) {
            throw new TrackingException(
                    Code.REQUEST_LIMIT_EXCEEDED,
                    "the request is longer than %d bytes; send it in parts"
                            .formatted(MOST_JSON_BYTES));
        }
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode body = JSON.readTree(bytes);
            if (body.isObject() || body.isNull()) {
                return body;
            }
        } catch (JacksonException _) {
            // refused with the others
        }
        throw new TrackingException(Code.BAD_REQUEST, "the body must be a JSON object");
    }

    private static TrackingException notFound(MlflowCall call) {
        return new TrackingException(
                Code.ENDPOINT_NOT_FOUND,
                "Plumbline's tracking has no %s %s; it serves experiments, runs, metrics, parameters, tags, files and models"
                        .formatted(call.method(), call.path()));
    }
}
