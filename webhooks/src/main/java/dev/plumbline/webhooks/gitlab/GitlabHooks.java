package dev.plumbline.webhooks.gitlab;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.HookFormat;
import dev.plumbline.webhooks.receive.HookJson;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// GitLab's webhooks of projects and groups, after its pages "Webhooks" and "Webhook events".
///
/// A secret that is a signing token (`whsec_…`) is never sent, and signs the delivery; of any other
/// secret (GitLab's "secret token") the header `X-Gitlab-Token` is a copy. Approvals, their removal
/// and requests for changes come as merge request events; comments are not heeded. GitLab tries a
/// webhook out with a sample of an event.
public final class GitlabHooks implements HookFormat {
    private static final String BRANCH = "refs/heads/";

    private final InstantSource clock;

    /// @param clock against which the moments of signed deliveries are held
    public GitlabHooks(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean isPlausible(Map<String, String> headers) {
        return headers.containsKey("x-gitlab-event")
                && (!headers.getOrDefault("x-gitlab-token", "").isBlank()
                        || SignedHook.hasForm(headers.getOrDefault("webhook-signature", "")));
    }

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return SignedHook.key(secret)
                .map(key -> SignedHook.isAuthentic(delivery, key, clock.instant()))
                .orElseGet(() -> secret.matches(delivery.header("x-gitlab-token").orElse("")));
    }

    /// `webhook-id` is part of what is signed, and the same as `Idempotency-Key`, which stays over
    /// retries; older releases have `X-Gitlab-Event-UUID` alone.
    @Override
    public Optional<String> id(Delivery delivery) {
        return Stream.of("webhook-id", "idempotency-key", "x-gitlab-event-uuid")
                .flatMap(name -> delivery.header(name).stream())
                .filter(id -> !id.isBlank())
                .findFirst();
    }

    @Override
    public HookEvent read(Delivery delivery) {
        String event =
                delivery.header("x-gitlab-event")
                        .orElseThrow(() ->
                                new MalformedHookException("the header X-Gitlab-Event is missing"));
        return switch (event) {
            case "Push Hook" -> push(HookJson.object(delivery));
            case "Merge Request Hook" -> mergeRequest(HookJson.object(delivery));
            default -> new HookEvent.Unheeded(event);
        };
    }

    private static HookEvent push(JsonNode body) {
        String ref = HookJson.text(body, "/ref");
        boolean deleted = HookJson.text(body, "/after").matches("0+");
        if (deleted || !ref.startsWith(BRANCH)) {
            return new HookEvent.Unheeded("Push Hook of " + ref);
        }
        return new HookEvent.Pushed(project(body), ref.substring(BRANCH.length()));
    }

    private static HookEvent mergeRequest(JsonNode body) {
        return new HookEvent.PullRequestChanged(
                project(body), HookJson.number(body, "/object_attributes/iid"));
    }

    private static String project(JsonNode body) {
        return HookJson.text(body, "/project/path_with_namespace");
    }
}
