package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Plumbline's comments on pull requests, which GitHub has as comments of issues
/// (`/repos/{owner}/{repo}/issues/{issue_number}/comments`). Only those that the credential itself
/// wrote are changed: anyone may paste a mark.
final class GithubComments {
    /// "Body is too long (maximum is 65536 characters)", says the API to a longer one.
    private static final int MOST = 65_536;

    private final ForgeHttp http;
    private final GithubProject project;
    private final GithubCredential credential;
    private final AtomicReference<@Nullable Predicate<JsonNode>> own = new AtomicReference<>();

    GithubComments(ForgeHttp http, GithubProject project, GithubCredential credential) {
        this.http = http;
        this.project = project;
        this.credential = credential;
    }

    void write(PullRequest pullRequest, String mark, String markdown) {
        String text = MarkedText.of(mark, markdown, MOST);
        String comments = project.path() + "/issues/" + pullRequest.number() + "/comments";
        Optional<JsonNode> known =
                http.pages(comments + "?per_page=100").stream()
                        .filter(comment -> MarkedText.bears(body(comment), mark))
                        .filter(own())
                        .findFirst();
        if (known.isEmpty()) {
            http.send("POST", comments, content(text));
        } else if (!body(known.get()).equals(text)) {
            long id = Fields.number(known.get(), "/id");
            http.send("PATCH", project.path() + "/issues/comments/" + id, content(text));
        }
    }

    private static JsonNode content(String text) {
        return ForgeJson.MAPPER.createObjectNode().put("body", text);
    }

    private static String body(JsonNode comment) {
        return comment.path("body").asString("").replace("\r\n", "\n");
    }

    private Predicate<JsonNode> own() {
        Predicate<JsonNode> known = own.get();
        if (known == null) {
            known =
                    switch (credential) {
                        case GithubCredential.Token _ -> ofToken();
                        case GithubCredential.App app ->
                                comment -> isBot(comment) && via(comment, app.id());
                    };
            own.set(known);
        }
        return known;
    }

    /// A token that belongs to no user (one of an app or a workflow) may not ask who it is; such
    /// tokens write as bots.
    private Predicate<JsonNode> ofToken() {
        try {
            long user = Fields.number(http.get("/user"), "/id");
            return comment -> comment.at("/user/id").asLong(-1) == user;
        } catch (ForgeException e) {
            if (e.reason() != Reason.DENIED) {
                throw e;
            }
            return GithubComments::isBot;
        }
    }

    private static boolean isBot(JsonNode comment) {
        return comment.at("/user/type").asString("").equals("Bot");
    }

    private static boolean via(JsonNode comment, String app) {
        return GithubChecks.isOf(comment.path("performed_via_github_app"), app);
    }
}
