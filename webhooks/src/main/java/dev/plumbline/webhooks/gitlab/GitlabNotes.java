package dev.plumbline.webhooks.gitlab;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Plumbline's comments on merge requests, which GitLab calls notes (`GET`, `POST` and `PUT`
/// `/projects/:id/merge_requests/:merge_request_iid/notes`). Only those of the token's own user are
/// changed: anyone may paste a mark.
final class GitlabNotes {
    /// Characters, as GitLab's own source bounds a note.
    private static final int MOST = 1_000_000;

    private final ForgeHttp http;
    private final GitlabProject project;

    GitlabNotes(ForgeHttp http, GitlabProject project) {
        this.http = http;
        this.project = project;
    }

    void write(PullRequest pullRequest, String mark, String markdown) {
        String text = MarkedText.of(mark, markdown, MOST);
        String notes = project.mergeRequest(pullRequest) + "/notes";
        Optional<JsonNode> known = own(notes, mark);
        if (known.isEmpty()) {
            http.send("POST", notes, content(text));
        } else if (!body(known.get()).strip().equals(text.strip())) {
            long id = Fields.number(known.get(), "/id");
            http.send("PUT", notes + "/" + id, content(text));
        }
    }

    private Optional<JsonNode> own(String notes, String mark) {
        long self = Fields.number(http.get("/user"), "/id");
        return http.pages(notes + "?sort=asc&order_by=created_at&per_page=100").stream()
                .filter(note -> !Fields.isTrue(note, "/system"))
                .filter(note -> MarkedText.bears(body(note), mark))
                .filter(note -> note.at("/author/id").asLong(-1) == self)
                .findFirst();
    }

    private static JsonNode content(String text) {
        return ForgeJson.MAPPER.createObjectNode().put("body", text);
    }

    private static String body(JsonNode note) {
        return note.path("body").asString("").replace("\r\n", "\n");
    }
}
