package dev.plumbline.agent.run;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Role;
import dev.plumbline.agent.http.Mount;
import dev.plumbline.local.tracking.MlflowApi;
import dev.plumbline.local.tracking.RunTokens;
import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.MlflowCall;
import dev.plumbline.local.tracking.protocol.MlflowResponse;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The tracking API below `/mlflow`. Clients show a token as `mlflow` sends it: `Bearer`
/// (`MLFLOW_TRACKING_TOKEN`), or the password of `Basic` (`MLFLOW_TRACKING_PASSWORD`). A step's
/// token is its run's; everyone else's is one of the agent's. Without one, callers on this machine
/// read.
///
/// @param runs the tokens of runs
/// @param tokens the agent's
record MlflowMount(MlflowApi api, RunTokens runs, AccessTokens tokens) {
    /// The largest file that is taken; requests of the API itself are capped by it, far lower.
    private static final long MOST_BYTES = 16L << 30;

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    Mount mount() {
        return new Mount("/mlflow", Mount.Access.CLIENTS, MOST_BYTES, this::answer);
    }

    private Mount.Answer answer(Mount.Request request) throws IOException {
        Optional<Client> client = client(request);
        MlflowResponse response =
                client.isPresent()
                        ? api.handle(
                                new MlflowCall(
                                        request.method(),
                                        request.path(),
                                        request.query(),
                                        request.body(),
                                        client.get()))
                        : MlflowResponse.error(
                                Code.UNAUTHENTICATED,
                                "the token is not known here, or there is none: set MLFLOW_TRACKING_TOKEN to the agent's, which is in the file `token` of its data directory");
        return new Mount.Answer(response.status(), response.contentType(), response.body());
    }

    private Optional<Client> client(Mount.Request request) {
        String authorization = request.headers().getOrDefault("authorization", "");
        if (authorization.isEmpty()) {
            return request.isLocal() ? Optional.of(new Client.Reader()) : Optional.empty();
        }
        return token(authorization)
                .flatMap(token ->
                        tokens.caller(token)
                                .map(MlflowMount::person)
                                .or(() -> runs.tree(token).map(Client.Script::new)));
    }

    private static Client person(Caller caller) {
        return caller.role().covers(Role.OPERATOR)
                ? new Client.Person(caller.name(), caller.workspaces())
                : new Client.Reader();
    }

    private static Optional<String> token(String authorization) {
        if (authorization.startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()));
        }
        if (!authorization.startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            String pair = new String(decoded, StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
