package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The comment threads of one pull request.
final class Threads {
    /// "Comments can be up to 150,000 characters" (Pull Request Thread Comments - Create).
    private static final int MOST_CHARACTERS = 150_000;

    private final ForgeHttp http;
    private final String path;

    /// @param path of the pull request in the API
    Threads(ForgeHttp http, String path) {
        this.http = http;
        this.path = path + "/threads";
    }

    List<JsonNode> all() {
        return List.copyOf(http.get(path + AzureDevOpsClient.VERSION).path("value").values());
    }

    /// Writes the comment of a mark, or writes it anew where its text is another.
    ///
    /// @param author bare id of the user as whom we write
    void write(String mark, String markdown, String author) {
        String text = MarkedText.of(mark, markdown, MOST_CHARACTERS);
        Optional<JsonNode> known = all().stream().filter(one -> is(one, mark, author)).findFirst();
        if (known.isEmpty()) {
            http.send("POST", path + AzureDevOpsClient.VERSION, thread(text));
        } else if (!Fields.text(known.get(), "/comments/0/content").equals(text)) {
            http.send("PATCH", comment(known.get()), content(text));
        }
    }

    private static boolean is(JsonNode thread, String mark, String author) {
        JsonNode first = thread.at("/comments/0");
        return !Fields.isTrue(thread, "/isDeleted")
                && !Fields.isTrue(first, "/isDeleted")
                && MarkedText.bears(first.path("content").asString(""), mark)
                && Identity.of(first.path("author")).id().equals(author);
    }

    private String comment(JsonNode thread) {
        return "%s/%d/comments/%d%s"
                .formatted(
                        path,
                        Fields.number(thread, "/id"),
                        Fields.number(thread, "/comments/0/id"),
                        AzureDevOpsClient.VERSION);
    }

    /// Closed from the start: a branch policy may ask that every thread be resolved.
    private static ObjectNode thread(String text) {
        ObjectNode thread = ForgeJson.MAPPER.createObjectNode().put("status", "closed");
        thread.putArray("comments")
                .add(content(text).put("parentCommentId", 0).put("commentType", "text"));
        return thread;
    }

    private static ObjectNode content(String text) {
        return ForgeJson.MAPPER.createObjectNode().put("content", text);
    }
}
