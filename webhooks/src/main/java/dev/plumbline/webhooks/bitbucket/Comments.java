package dev.plumbline.webhooks.bitbucket;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The comments of one pull request.
final class Comments {
    /// What Bitbucket takes; its documentation names no bound.
    static final int MOST_CHARACTERS = 32_768;

    private final ForgeHttp http;
    private final String path;

    /// @param path of the pull request in the API
    Comments(ForgeHttp http, String path) {
        this.http = http;
        this.path = path + "/comments";
    }

    void write(String mark, String markdown) {
        String line = line(mark);
        String text = MarkedText.cut(line + "\n\n" + markdown, MOST_CHARACTERS);
        Optional<String> self = self();
        Optional<JsonNode> known =
                http
                        .pagesByField(path + "?pagelen=100", "/next", page -> page.path("values"))
                        .stream()
                        .filter(comment -> is(comment, line, self))
                        .findFirst();
        if (known.isEmpty()) {
            http.send("POST", path, content(text));
        } else if (!known.get().at("/content/raw").asString("").equals(text)) {
            http.send("PUT", path + "/" + Fields.number(known.get(), "/id"), content(text));
        }
    }

    /// A link that nothing refers to. Bitbucket shows comments of HTML as they are written.
    private static String line(String mark) {
        return "[plumbline:" + mark + "]: #";
    }

    private static boolean is(JsonNode comment, String line, Optional<String> self) {
        return !Fields.isTrue(comment, "/deleted")
                && MarkedText.beginsWith(comment.at("/content/raw").asString(""), line)
                && self.filter(uuid -> !comment.at("/user/uuid").asString("").equals(uuid))
                        .isEmpty();
    }

    /// Empty for the tokens of repositories and workspaces that may not ask who they are.
    private Optional<String> self() {
        try {
            return http.find("/user").map(user -> Fields.text(user, "/uuid"));
        } catch (ForgeException e) {
            if (e.reason() == ForgeException.Reason.DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ObjectNode content(String text) {
        ObjectNode comment = ForgeJson.MAPPER.createObjectNode();
        comment.putObject("content").put("raw", text);
        return comment;
    }
}
