package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.HookFormat;
import dev.plumbline.webhooks.receive.HookJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Service hooks of Azure DevOps Services and Server ("Service hook events" and "Webhooks with
/// Azure DevOps" in its documentation). They are not signed: the secret is the password of their
/// basic authentication, so that they must come over HTTPS. Trying one out in Azure DevOps sends an
/// example event of a project that does not exist.
public final class AzureDevOpsHooks implements HookFormat {
    private static final String SCHEME = "Basic ";
    private static final String BRANCH = "refs/heads/";

    private final Optional<Secret> user;

    /// Any user name will do.
    public AzureDevOpsHooks() {
        this.user = Optional.empty();
    }

    /// @param user the user name that the subscription has beside the password
    public AzureDevOpsHooks(String user) {
        this.user = Optional.of(new Secret(user));
    }

    @Override
    public boolean isPlausible(Map<String, String> headers) {
        return credentials(Optional.ofNullable(headers.get("authorization"))).isPresent();
    }

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return credentials(delivery.header("authorization"))
                .map(given -> isRight(given, secret))
                .orElse(false);
    }

    private boolean isRight(Credentials given, Secret secret) {
        boolean password = secret.matches(given.password());
        boolean name = user.map(expected -> expected.matches(given.user())).orElse(true);
        return password && name;
    }

    /// The event's id, which each subscription to it shares, and the subscription's.
    @Override
    public Optional<String> id(Delivery delivery) {
        JsonNode node = HookJson.object(delivery);
        return node.path("id")
                .stringValueOpt()
                .filter(id -> !id.isBlank())
                .map(id -> id + "/" + node.path("subscriptionId").asString(""));
    }

    @Override
    public HookEvent read(Delivery delivery) {
        return events(delivery).getFirst();
    }

    @Override
    public List<HookEvent> events(Delivery delivery) {
        JsonNode node = HookJson.object(delivery);
        String type = HookJson.text(node, "/eventType");
        return switch (type) {
            case "git.push" -> pushes(node);
            case "git.pullrequest.created", "git.pullrequest.updated", "git.pullrequest.merged" ->
                    List.of(
                            new HookEvent.PullRequestChanged(
                                    project(node),
                                    HookJson.number(node, "/resource/pullRequestId")));
            default -> List.of(new HookEvent.Unheeded(type));
        };
    }

    private static List<HookEvent> pushes(JsonNode node) {
        String project = project(node);
        List<HookEvent> pushes =
                node.at("/resource/refUpdates")
                        .valueStream()
                        .flatMap(update -> branch(update).stream())
                        .<HookEvent>map(branch -> new HookEvent.Pushed(project, branch))
                        .toList();
        return pushes.isEmpty() ? List.of(new HookEvent.Unheeded("git.push")) : pushes;
    }

    /// Empty for a tag, and for a branch that is no more.
    private static Optional<String> branch(JsonNode update) {
        String ref = HookJson.text(update, "/name");
        String commit = HookJson.text(update, "/newObjectId");
        return ref.startsWith(BRANCH) && !commit.matches("0+")
                ? Optional.of(ref.substring(BRANCH.length()))
                : Optional.empty();
    }

    private static String project(JsonNode node) {
        String project = HookJson.text(node, "/resource/repository/project/name");
        String repository = HookJson.text(node, "/resource/repository/name");
        String url = HookJson.text(node, "/resource/repository/remoteUrl");
        return "%s/%s/%s".formatted(RemoteUrl.organization(url, project), project, repository);
    }

    private record Credentials(String user, String password) {
        static Optional<Credentials> of(String decoded) {
            int colon = decoded.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Credentials(
                                    decoded.substring(0, colon), decoded.substring(colon + 1)));
        }
    }

    private static Optional<Credentials> credentials(Optional<String> header) {
        return header.filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .flatMap(AzureDevOpsHooks::decode)
                .flatMap(Credentials::of);
    }

    private static Optional<String> decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
