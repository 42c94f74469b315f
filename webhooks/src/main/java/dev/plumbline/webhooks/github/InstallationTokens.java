package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.http.Authorizer;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Authorizes as an installation of a GitHub App, by tokens that it asks for and keeps until
/// shortly before they expire (`POST /app/installations/{installation_id}/access_tokens`). They
/// reach no repository but the project's.
final class InstallationTokens implements Authorizer, AutoCloseable {
    private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(5);

    private final GithubProject project;
    private final InstantSource clock;
    private final ForgeHttp http;
    private OptionalLong installation;
    private Optional<Held> held = Optional.empty();

    private record Held(String token, Instant expires) {}

    InstallationTokens(
            URI base, GithubProject project, GithubCredential.App app, InstantSource clock) {
        AppKey key = new AppKey(app.id(), app.privateKey());
        this.project = project;
        this.clock = clock;
        this.installation = app.installation();
        this.http =
                new ForgeHttp(
                        base,
                        request -> GithubHeaders.put(request, key.token(clock.instant())),
                        clock);
    }

    @Override
    public void authorize(HttpRequest.Builder request) {
        GithubHeaders.put(request, token());
    }

    @Override
    public synchronized boolean renew(HttpRequest refused) {
        Optional<String> sent = refused.headers().firstValue("Authorization");
        // Another thread may have a new token already.
        held = held.filter(token -> !sent.equals(Optional.of("Bearer " + token.token())));
        return true;
    }

    private synchronized String token() {
        Instant now = clock.instant();
        Held current =
                held.filter(token -> now.isBefore(token.expires().minus(BEFORE_EXPIRY)))
                        .orElseGet(this::asked);
        held = Optional.of(current);
        return current.token();
    }

    private Held asked() {
        try {
            long id = installation.isPresent() ? installation.getAsLong() : found();
            installation = OptionalLong.of(id);
            ObjectNode scope = ForgeJson.MAPPER.createObjectNode();
            scope.putArray("repositories").add(project.name());
            JsonNode answer =
                    http.send("POST", "/app/installations/" + id + "/access_tokens", scope);
            return new Held(Fields.text(answer, "/token"), Fields.instant(answer, "/expires_at"));
        } catch (ForgeException e) {
            throw explained(e);
        }
    }

    private long found() {
        return Fields.number(http.get(project.path() + "/installation"), "/id");
    }

    private ForgeException explained(ForgeException e) {
        return switch (e.reason()) {
            case DENIED ->
                    new ForgeException(
                            Reason.DENIED,
                            "GitHub does not accept the GitHub App; check its id, its private key and this machine's clock: "
                                    + e.getMessage(),
                            e);
            case NOT_THERE ->
                    new ForgeException(
                            Reason.NOT_THERE,
                            "the GitHub App is not installed on %s; install it there, or correct the installation id: %s"
                                    .formatted(project, e.getMessage()),
                            e);
            case UNAVAILABLE, LIMITED, REFUSED -> e;
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
