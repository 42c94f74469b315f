package dev.plumbline.webhooks.gitea;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Plumbline's comments on pull requests, which Gitea has as comments of issues (`GET` and `POST`
/// `/repos/{owner}/{repo}/issues/{index}/comments`, `PATCH
/// /repos/{owner}/{repo}/issues/comments/{id}`). Only those of the token's own user are changed:
/// anyone may paste a mark.
final class GiteaComments {
    /// Gitea documents no limit; this is what pages still show with ease.
    private static final int MOST = 65_536;

    private final ForgeHttp http;
    private final GiteaProject project;

    GiteaComments(ForgeHttp http, GiteaProject project) {
        this.http = http;
        this.project = project;
    }

    void write(PullRequest pullRequest, String mark, String markdown) {
        String text = MarkedText.of(mark, markdown, MOST);
        String comments = project.path() + "/issues/" + pullRequest.number() + "/comments";
        Optional<JsonNode> known = own(comments, mark);
        if (known.isEmpty()) {
            http.send("POST", comments, content(text));
        } else if (!body(known.get()).equals(text)) {
            long id = Fields.number(known.get(), "/id");
            http.send("PATCH", project.path() + "/issues/comments/" + id, content(text));
        }
    }

    private Optional<JsonNode> own(String comments, String mark) {
        long self = Fields.number(http.get("/user"), "/id");
        return http.pages(comments).stream()
                .filter(comment -> MarkedText.bears(body(comment), mark))
                .filter(comment -> comment.at("/user/id").asLong(-1) == self)
                .findFirst();
    }

    private static JsonNode content(String text) {
        return ForgeJson.MAPPER.createObjectNode().put("body", text);
    }

    private static String body(JsonNode comment) {
        return comment.path("body").asString("").replace("\r\n", "\n");
    }
}
